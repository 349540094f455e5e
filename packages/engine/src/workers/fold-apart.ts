import { parentPort } from 'node:worker_threads'
import type { Columns, TypedColumn } from '@nunchi/kernel'
import { Profile } from '../state/profile.ts'
import { Sessions } from '../state/sessions.ts'
import { TapePlayer } from '../state/tape.ts'

/** What the thread is told: a stretch of tape, or to hand over what it has. */
export type ApartRequest = { readonly play: Float64Array } | { readonly finish: true }
/** What it answers: that a stretch is folded, or the two views. */
export type ApartAnswer = { readonly played: number } | { readonly profile: Columns; readonly sessions: Columns }

const profile = new Profile()
const sessions = new Sessions()
const player = new TapePlayer({ profile, sessions })

parentPort!.on('message', (request: ApartRequest) => {
  if ('play' in request) {
    player.play(request.play)
    answer({ played: request.play.length })
  } else {
    const views = { profile: profile.save(), sessions: sessions.save() }
    answer(views, buffersOf(views.profile, views.sessions))
    parentPort!.close()
  }
})

function answer(what: ApartAnswer, transfer: ArrayBuffer[] = []): void {
  parentPort!.postMessage(what, transfer)
}

function buffersOf(...views: readonly Columns[]): ArrayBuffer[] {
  const columns = views.flatMap((view) => Object.values(view)).filter((column) => ArrayBuffer.isView(column))
  return [...new Set(columns.map((column) => (column as TypedColumn).buffer as ArrayBuffer))]
}
