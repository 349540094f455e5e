/** For tests only: the problem of VROOM's documentation that has custom matrices (its docs/example_2.json). */
export const matricesExample = {
  vehicles: [{ id: 0, start_index: 0, end_index: 3 }],
  jobs: [
    { id: 1414, location_index: 1 },
    { id: 1515, location_index: 2 },
  ],
  matrices: {
    car: {
      durations: [
        [0, 2104, 197, 1299],
        [2103, 0, 2255, 3152],
        [197, 2256, 0, 1102],
        [1299, 3153, 1102, 0],
      ],
    },
  },
}

/**
 * For tests only: after VROOM's documented example of jobs, shipments, skills, windows and a break (its docs/example_1.json), on a made-up
 * grid in place of roads.
 */
export const shipmentsExample = {
  vehicles: [
    {
      id: 1,
      start_index: 0,
      end_index: 0,
      capacity: [4],
      skills: [1, 14],
      time_window: [1600416000, 1600430400],
      description: 'the van',
    },
    {
      id: 2,
      start_index: 0,
      end_index: 0,
      capacity: [4],
      skills: [2, 14],
      time_window: [1600416000, 1600430400],
      breaks: [{ id: 2, service: 300, time_windows: [[1600423200, 1600425000]] }],
    },
  ],
  jobs: [
    {
      id: 1,
      service: 300,
      delivery: [1],
      location_index: 1,
      location: [1.98935, 48.701],
      skills: [1],
      time_windows: [[1600419600, 1600423200]],
    },
    { id: 2, service: 300, pickup: [1], location_index: 2, skills: [1] },
    { id: 5, service: 300, delivery: [1], location_index: 3, skills: [14] },
    { id: 6, service: 300, delivery: [1], location_index: 4, skills: [14], priority: 7 },
  ],
  shipments: [
    {
      amount: [1],
      skills: [2],
      pickup: { id: 4, service: 300, location_index: 5 },
      delivery: { id: 3, service: 300, location_index: 6, description: 'to the door' },
    },
  ],
  matrices: { car: grid(7) },
}

/**
 * For tests only: VROOM's documented example of its plan mode (its docs/example_3.json), with those durations of its documented answer that its
 * routes take; no other way is there.
 */
export const planExample = {
  vehicles: [
    {
      id: 1,
      start_index: 0,
      end_index: 0,
      capacity: [4],
      time_window: [1600416000, 1600426800],
      steps: [
        { type: 'start' },
        { type: 'job', id: 1 },
        { type: 'job', id: 2 },
        { type: 'job', id: 5 },
        { type: 'end' },
      ],
    },
    {
      id: 2,
      start_index: 0,
      end_index: 0,
      capacity: [4],
      time_window: [1600416000, 1600426800],
      steps: [
        { type: 'start', service_after: 1600415200 },
        { type: 'job', id: 6 },
        { type: 'job', id: 4 },
        { type: 'job', id: 3 },
        { type: 'end' },
      ],
    },
  ],
  jobs: [
    { id: 1, delivery: [2], service: 300, location_index: 1 },
    { id: 2, delivery: [2], service: 300, location_index: 2 },
    { id: 3, delivery: [1], service: 300, location_index: 3, time_windows: [[1600416000, 1600423200]] },
    { id: 4, delivery: [1], service: 300, location_index: 4, time_windows: [[1600416000, 1600423200]] },
    { id: 5, delivery: [3], service: 300, location_index: 5 },
    { id: 6, delivery: [1], service: 300, location_index: 6 },
  ],
  matrices: { car: { durations: documented() } },
}

function documented() {
  const ways: Readonly<Record<string, number>> = {
    '0 1': 2328,
    '1 2': 890,
    '2 5': 1595,
    '5 0': 1752,
    '0 6': 2941,
    '6 4': 3816,
    '4 3': 1909,
    '3 0': 3480,
  }
  const all = [0, 1, 2, 3, 4, 5, 6]
  return all.map((i) => all.map((j) => ways[`${i} ${j}`] ?? (i === j ? 0 : null)))
}

/** Places on a line, a minute and 500 m apart. */
function grid(places: number) {
  const of = (step: number) =>
    Array.from({ length: places }, (_, i) => Array.from({ length: places }, (_, j) => Math.abs(i - j) * step))
  return { durations: of(60), distances: of(500) }
}
