// The command as a user runs it; what the process used goes to the file that MEASURED names.
import { writeFileSync } from 'node:fs'

const began = performance.now()
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  writeFileSync(
    process.env.MEASURED,
    JSON.stringify({ wall: performance.now() - began, cpu: (userCPUTime + systemCPUTime) / 1000, kilobytes: maxRSS }),
  )
})
await import(process.env.MEASURED_MODULE)
