/** The thread of `loadAside`. */
import { parentPort, workerData } from 'node:worker_threads'
import { type LoadOptions, loadConfig } from './load.ts'

const { file, options } = workerData as { file: string; options: LoadOptions }
parentPort?.postMessage(loadConfig(file, options))
