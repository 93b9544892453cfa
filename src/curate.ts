/**
 * The door to curation: which rows can be trusted to train on. Everything here is pure and decides on one row, or on rows
 * that come one by one; the command `mathverdict curate` reads and writes the files around it.
 */
export { type Band, type BandName, bands, placeInBand, readBand } from './curate/band.ts'
export { conflictingAnswers } from './curate/conflicts.ts'
export {
  type CurationRow,
  type CurationRule,
  type CurationStage,
  curationStages,
  type Drop,
  decideRow,
  type RowDecision,
} from './curate/decide.ts'
export { type Duplicate, type DuplicateGrade, type DuplicateOptions, Duplicates, normalQuestion } from './curate/duplicates.ts'
export { type CorrectnessLabel, correctnessLabels, type LabelReading, labelMeanings, readLabel } from './curate/label.ts'
export {
  type AnswerGroup,
  groupAnswers,
  type SuspectGold,
  type SuspectOptions,
  suspectGold,
} from './curate/majority.ts'
export { type Interval, type PassRate, readPassRate, wilsonInterval, writePassRate } from './curate/pass-rate.ts'
export type { RolloutAnswer } from './curate/rollout.ts'
export { fillPlaces, PointCounts, type SampleCandidate, sampleCandidate } from './curate/stratify.ts'
export { type QuestionRow, type Validity, type ValidityOptions, type ValidityRule, validity, validityRules } from './curate/validity.ts'
