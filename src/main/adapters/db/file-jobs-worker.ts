/** A thread that does one job and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { doJob, type JobRequest } from './file-jobs.ts'

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(doJob(workerData as JobRequest))
