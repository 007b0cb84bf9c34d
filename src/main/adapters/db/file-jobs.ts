/**
 * What reads a whole file takes seconds where the file is large, and a sale must not wait for it: such
 * work is a job with plain input and output, done on a thread of its own.
 */
import { Worker } from 'node:worker_threads'
import { isErrorCode } from '#shared/error-codes.ts'
import type { Damage } from '#shared/vocabulary.ts'
import { BackupFault, DatabaseFault, type DatabaseErrorCode } from './database-fault.ts'
import { inspectFile, sealCopy } from './inspect-file.ts'
import { prepareFile } from './prepare-file.ts'
import { salvage } from './salvage.ts'

const JOBS = {
  inspect: inspectFile,
  seal: (file: string) => sealCopy(file),
  prepare: prepareFile,
  salvage,
}

type Jobs = typeof JOBS
type JobName = keyof Jobs

/** Does a job; rejects with what it throws. */
export type FileJobs = <K extends JobName>(
  name: K,
  input: Parameters<Jobs[K]>[0],
) => Promise<ReturnType<Jobs[K]>>

export interface JobRequest {
  readonly name: JobName
  readonly input: unknown
}
export type JobAnswer =
  | { readonly ok: true; readonly output: unknown }
  | {
      readonly ok: false
      readonly message: string
      readonly code: unknown
      readonly damage: Damage | null
    }

/** Does the job in this thread. */
export function doJob({ name, input }: JobRequest): JobAnswer {
  try {
    return { ok: true, output: (JOBS[name] as (input: unknown) => unknown)(input) }
  } catch (error) {
    return {
      ok: false,
      message: error instanceof Error ? error.message : String(error),
      code: error instanceof Error && 'code' in error ? error.code : null,
      damage: error instanceof DatabaseFault ? error.damage : null,
    }
  }
}

/**
 * Jobs on a thread each.
 * @param script the built file-jobs-worker; null to do them in this thread, where nobody is selling
 */
export const createFileJobs =
  (script: string | null): FileJobs =>
  async <K extends JobName>(name: K, input: Parameters<Jobs[K]>[0]) => {
    const request: JobRequest = { name, input }
    const answer = script === null ? doJob(request) : await onThread(script, request)
    if (answer.ok) return answer.output as ReturnType<Jobs[K]>
    const { code, message, damage } = answer
    if (isDatabaseCode(code)) {
      throw new DatabaseFault(code, message, damage === null ? {} : { damage })
    }
    if (isBackupCode(code)) throw new BackupFault(code, message)
    throw new Error(`${name}: ${message}`)
  }

const isDatabaseCode = (code: unknown): code is DatabaseErrorCode =>
  isErrorCode(code) && code.startsWith('DATABASE_')
const isBackupCode = (code: unknown): code is BackupFault['code'] =>
  isErrorCode(code) && code.startsWith('BACKUP_')

const onThread = (script: string, request: JobRequest): Promise<JobAnswer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: request })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the job's thread ended with ${code}`)))
  })
