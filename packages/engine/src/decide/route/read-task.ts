import type { AskShipment, AskTask } from './ask.ts'
import type { Json } from './json.ts'
import type { Places } from './places.ts'
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
    const common = commonOf(one, 'shipment')
    const amount = loadOf(one, 'amount', dimensions)
    const end = (kind: 'pickup' | 'delivery', ids: Ids): number => {
      const object = one.get(kind)
      if (!object?.isObject) return one.refuse(`Missing ${kind} for shipment.`, `say where the ${kind} is, and its id`)
      ids.add(idOf(object, kind), object)
      return tasks.push(taskOf(object, { kind, places, dimensions, common })) - 1
    }
    shipments.push({ pickup: end('pickup', pickups), delivery: end('delivery', deliveries), amount })
  }
  return { tasks, shipments }
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
  const priority = object.get('priority')?.uint(`Invalid priority value for ${name}.`, 100) ?? 0
  const prize = object.uintOf('prize', undefined)
  return { skills: skillsOf(object), priority, prize, vehicles: allowedOf(object) }
}

function loadOf(object: Json, key: string, dimensions: number): readonly number[] {
  const load = object.uintsOf(key, dimensions)
  if (load.length !== dimensions)
    object
      .get(key)!
      .refuse(
        `Inconsistent ${key} length: ${load.length} instead of ${dimensions}.`,
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
  const place = places.of(object, { at: 'location', index: 'location_index' })
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
    setup: object.uintOf('setup', 0),
    service: object.uintOf('service', 0),
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
