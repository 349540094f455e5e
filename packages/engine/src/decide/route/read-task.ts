import type { AskShipment, AskTask } from './ask.ts'
import type { Json } from './json.ts'
import { type Places, taskKeys } from './places.ts'
import { allowedOf, Ids, idOf, perTypeOf, skillsOf, windowsOf } from './read-parts.ts'

type Common = Pick<AskTask, 'skills' | 'priority' | 'prize' | 'vehicles'>

/** The jobs and shipments of a request. `dimensions` is how many loads the first vehicle has. */
export function readTasks(
  root: Json,
  places: Places,
  dimensions: number,
): { tasks: AskTask[]; shipments: AskShipment[] } {
  const tasks = readJobs(root, places, dimensions)
  const shipments: AskShipment[] = []
  const [pickups, deliveries] = [new Ids('pickup'), new Ids('delivery')]
  for (const one of root.get('shipments')?.list('Invalid shipments.') ?? []) {
    if (!one.isObject) one.refuse('Invalid shipment.', 'send an object with a pickup and a delivery')
    const [pickup, delivery] = [endOf(one, 'pickup'), endOf(one, 'delivery')]
    const amount = loadOf(one, 'amount', dimensions)
    const common = commonOf(one, `pickup ${idOf(pickup, 'pickup')}`)
    const add = (kind: 'pickup' | 'delivery', object: Json, ids: Ids): number => {
      ids.add(idOf(object, kind), object)
      return tasks.push(taskOf(object, { kind, places, dimensions, common })) - 1
    }
    const ends = { pickup: add('pickup', pickup, pickups), delivery: add('delivery', delivery, deliveries) }
    shipments.push({ ...ends, amount })
  }
  return { tasks, shipments }
}

function endOf(shipment: Json, kind: 'pickup' | 'delivery'): Json {
  const end = shipment.get(kind)
  return end?.isObject ? end : shipment.refuse(`Missing ${kind} for shipment.`, `say where the ${kind} is, and its id`)
}

function readJobs(root: Json, places: Places, dimensions: number): AskTask[] {
  const ids = new Ids('job')
  return (root.get('jobs')?.list('Invalid jobs.') ?? []).map((one) => {
    ids.add(idOf(one, 'job'), one)
    const task = taskOf(one, { kind: 'job', places, dimensions, common: commonOf(one, `job ${idOf(one, 'job')}`) })
    const isOld = one.get('amount') && !one.get('delivery') && !one.get('pickup')
    return {
      ...task,
      delivery: loadOf(one, isOld ? 'amount' : 'delivery', dimensions),
      pickup: loadOf(one, 'pickup', dimensions),
      isBackhaul: one.get('backhaul')?.value === true,
    }
  })
}

function commonOf(object: Json, name: string): Common {
  const priority = object.uintOf('priority', 0)
  if (priority > 100)
    object.get('priority')!.refuse(`Invalid priority value for ${name}.`, 'send a whole number from 0 to 100')
  const prize = object.uintOf('prize', undefined)
  return { skills: skillsOf(object), priority, prize, vehicles: allowedOf(object) }
}

function loadOf(object: Json, key: string, dimensions: number): readonly number[] {
  const load = object.uintsOf(key, dimensions)
  if (load.length !== dimensions)
    object.get(key)!.refuse(
      `Inconsistent delivery length: ${load.length} instead of ${dimensions}.`, // VROOM says so of pickups as well
      'send as many numbers as the capacity of the first vehicle has',
    )
  return load
}

type TaskOf = {
  readonly kind: AskTask['kind']
  readonly places: Places
  readonly dimensions: number
  readonly common: Common
}

/** What jobs and both ends of shipments have in common. */
function taskOf(object: Json, { kind, places, dimensions, common }: TaskOf): AskTask {
  const id = idOf(object, kind)
  const name = `${kind} ${id}`
  const isAt = object.get('location_index') !== undefined || Array.isArray(object.get('location')?.value)
  const place = isAt ? places.of(object, taskKeys, name) : undefined
  if (place === undefined)
    object.refuse(`Invalid location for ${name}.`, 'give it a location, or a location_index of the matrices')
  const description = object.textOf('description')
  const zeros = new Array<number>(dimensions).fill(0)
  return {
    kind,
    id,
    field: object.field,
    ...(description === undefined ? {} : { description }),
    place,
    setup: object.durationOf('setup'),
    service: object.durationOf('service'),
    setupPerType: perTypeOf(object, 'setup_per_type', name),
    servicePerType: perTypeOf(object, 'service_per_type', name),
    windows: windowsOf(object, name),
    release: object.uintOf('release', undefined),
    delivery: zeros,
    pickup: zeros,
    isBackhaul: false,
    ...common,
  }
}
