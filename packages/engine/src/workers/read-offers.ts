import { workerData } from 'node:worker_threads'
import { type ReaderPorts, TitleReader } from './title-reader.ts'

new TitleReader(workerData as ReaderPorts)
