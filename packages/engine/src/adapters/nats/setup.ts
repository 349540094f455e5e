import { JetStreamApiError, type JetStreamManager, jetstreamManager, type StreamConfig } from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import type { Address } from './address.ts'

/** Files in PEM: who may sign the server's certificate, and the client's own certificate where the server asks. */
export type NatsTls = { readonly caFile?: string; readonly certFile?: string; readonly keyFile?: string }

/** Names of what a log keeps on the server. */
export type Names = {
  readonly log: string
  readonly logSubject: string
  readonly patches: string
  readonly patchSubject: string
}

/** The streams and subjects of the log of this name. */
export function namesOf(name: string): Names {
  return {
    log: `NUNCHI_LOG_${name}`,
    logSubject: `nunchi.log.${name}`,
    patches: `NUNCHI_PATCH_${name}`,
    patchSubject: `nunchi.patch.${name}`,
  }
}

/** Connects; from then on the connection comes back by itself for as long as it takes. */
export function connectTo(address: Address, tls: NatsTls | undefined): Promise<NatsConnection> {
  const { servers, user, pass, token } = address
  return connect({
    servers: [...servers],
    user,
    pass,
    token,
    tls: tls ?? (address.tls ? {} : undefined),
    name: 'nunchi',
    timeout: 5_000,
    pingInterval: 5_000,
    maxPingOut: 2,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 200,
    reconnectJitter: 100,
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
  })
}

/** What a stream must be so that it loses nothing by itself and erasure works. */
const kept = {
  storage: 'file',
  retention: 'limits',
  discard: 'new',
  max_age: 0,
  max_msgs: -1,
  max_msgs_per_subject: -1,
  sealed: false,
  deny_delete: false,
} as const satisfies Partial<StreamConfig>

/** Makes the two streams of a log where they are missing, and checks those that are there. */
export async function setUpStreams(
  connection: NatsConnection,
  names: Names,
  { replicas }: { readonly replicas: number },
): Promise<void> {
  const manager = await jetstreamManager(connection, { timeout: 5_000 })
  await setUp(manager, { name: names.log, subjects: [names.logSubject], num_replicas: replicas, allow_direct: true })
  await setUp(manager, { name: names.patches, subjects: [`${names.patchSubject}.*`], num_replicas: replicas })
}

type Wanted = Pick<StreamConfig, 'name' | 'subjects' | 'num_replicas'> & { readonly allow_direct?: boolean }

async function setUp(manager: JetStreamManager, wanted: Wanted): Promise<void> {
  const info = await manager.streams.info(wanted.name).catch((error: unknown) => {
    if (!(error instanceof JetStreamApiError && error.code === streamNotFound)) throw error
    return manager.streams.add({ ...kept, deny_purge: true, ...wanted })
  })
  const { config, state } = info
  for (const [key, value] of Object.entries({ ...kept, allow_direct: false, ...wanted, num_replicas: undefined })) {
    const found = config[key as keyof StreamConfig]
    if (value === undefined || JSON.stringify(found ?? false) === JSON.stringify(value)) continue
    if (key === 'allow_direct' && found) continue
    throw new Error(`stream ${wanted.name} has ${key} ${JSON.stringify(found)}, a log needs ${JSON.stringify(value)}`)
  }
  if (wanted.allow_direct && state.messages === 0 && state.last_seq > 0) {
    throw new Error(`stream ${wanted.name} was emptied by another program`)
  }
}

const streamNotFound = 10059
