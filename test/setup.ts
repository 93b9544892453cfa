import fc from 'fast-check'

/** Properties draw the same values on every machine. `SEED=… npm test` looks elsewhere. */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_261_121) })
