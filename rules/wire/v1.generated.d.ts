// Made by `npm run generate`; a change here is lost.
import type { Item, BatchFrame, BatchAnswer, RunsAnswer, Hello, HelloAnswer, Assignment } from './v1.ts'

/** `path` is a JSON Pointer into the value ("" is the value itself). */
export interface ValidationError {
  path: string
  message: string
}

/** Every error of the value, at most 20; empty where it is valid. */
export function validateItem(value: unknown): ValidationError[]
export function isItem(value: unknown): value is Item
export function validateBatchFrame(value: unknown): ValidationError[]
export function isBatchFrame(value: unknown): value is BatchFrame
export function validateBatchAnswer(value: unknown): ValidationError[]
export function isBatchAnswer(value: unknown): value is BatchAnswer
export function validateRunsAnswer(value: unknown): ValidationError[]
export function isRunsAnswer(value: unknown): value is RunsAnswer
export function validateHello(value: unknown): ValidationError[]
export function isHello(value: unknown): value is Hello
export function validateHelloAnswer(value: unknown): ValidationError[]
export function isHelloAnswer(value: unknown): value is HelloAnswer
export function validateAssignment(value: unknown): ValidationError[]
export function isAssignment(value: unknown): value is Assignment
