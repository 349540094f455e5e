import { expect, test } from 'vitest'
import type { TravelParts } from '../routing/travelled.ts'
import { readStopsCsv } from './stops-csv.ts'
import { TextLines } from './text-lines.ts'

const read = async (text: string, wishes = {}) =>
  readStopsCsv(new TextLines('day.csv', text), { kmPerHour: 36, depot: [37, 127], ...wishes })

const english = `id,lat,lon,boxes,weight (kg),window,service minutes,skills,priority
a,37.01,127,3,1.5,09:00-12:00,5,cold,80
b,37.02,127,4,,"13-15;16:30~18:00",,,
`

test('columns in English: amounts each a dimension, windows, minutes, skills and priority', async () => {
  const { problem, stops, travel, rejected } = await read(english, {
    capacity: [10, 20],
    skills: ['cold'],
    vehicles: 2,
  })
  expect(stops).toEqual(['a', 'b'])
  expect(problem.stops).toMatchObject([
    { delivery: [3_000, 1_500], windows: [[32_400, 43_200]], service: 300, skills: [0], priority: 80 },
    {
      delivery: [4_000, 0],
      windows: [
        [46_800, 54_000],
        [59_400, 64_800],
      ],
      service: 0,
      skills: [],
    },
  ])
  expect(problem.vehicles).toMatchObject([{ count: 2, capacity: [10_000, 20_000], skills: [0] }])
  expect(problem.profiles[0].distances[1]).toBe(1_112) // a hundredth of a degree
  expect(problem.profiles[0].durations[1]).toBe(111)
  expect(travel).toBe('great circle at 36 km/h')
  expect(rejected).toEqual([])
})

const korean = `주문번호;고객명;위도;경도;수량;배송시간;하차시간(분);구분
;;37.0;127.0;;;;차고지
1001;김하나;37.01;127;2;9:00~11:30;3;
1002;이둘;37.02;127;1;;;수거
`

test('columns in Korean, a depot among the rows, and what is picked up', async () => {
  const { problem, stops, map } = await read(korean, { depot: undefined })
  expect(stops).toEqual(['1001', '1002'])
  expect(problem.stops).toMatchObject([
    { delivery: [2_000], pickup: [0], windows: [[32_400, 41_400]], service: 180 },
    { delivery: [0], pickup: [1_000] },
  ])
  expect(map).toEqual({
    kind: 'geographic',
    points: [
      [127, 37],
      [127, 37.01],
      [127, 37.02],
    ],
  })
})

test('columns parted by tabs, of which those at the ends of a line are empty', async () => {
  const text =
    '\tlat\tlon\tqty\tkind\tskills\n0\t37\t127\t\tdepot\t\n1\t37.01\t127\t2\t\t\n\t37.02\t127\t\t\t\n\t\t\t\t\t\n'
  const { problem, rejected } = await read(text, { depot: undefined })
  expect(problem.stops).toMatchObject([{ delivery: [2_000] }, { delivery: [0] }])
  expect(rejected).toEqual([])
})

test('one depot, and on the globe', async () => {
  const { rejected, stops } = await read(`${korean};두번째;37.1;127.1;;;;차고지\n`, { depot: undefined })
  expect(stops).toEqual(['1001', '1002'])
  expect(rejected).toMatchObject([{ line: 5, field: 'kind', reason: 'an earlier row is the depot' }])
  await expect(read(english, { depot: [127, 37] })).rejects.toThrow(
    'latitude 127, longitude 37 is no place of the globe',
  )
})

test('rows that cannot be used are listed, and the others are taken', async () => {
  const text = `id,lat,lon,qty,window
a,37,127,1,
b,north,127,1,
a,37.1,127,1,
c,37.1,127,-1,
h,37.1,127,0x10,
d,37.1,127,1,12:00-09:00
e,37.1,127
f,37.1,127,1,9-10;9-12
g,37.2,127,1,
`
  const { stops, rejected } = await read(text)
  expect(stops).toEqual(['a', 'g'])
  expect(rejected.map(({ line, field, reason }) => `${line} ${field}: ${reason}`)).toEqual([
    '3 lat: it is no number from -90 to 90',
    '4 id: an earlier row has the same',
    '5 amount: it is no number from 0 to 1000000',
    '6 amount: it is no number from 0 to 1000000',
    '7 windows: it is no time of the day',
    '8 row: 5 cells are needed, there are 3',
    '9 windows: windows overlap',
  ])
})

test('quoted cells run over lines, and rows after them are named by the line they begin in', async () => {
  const text =
    'name,"boxes\n(each)",lat,lon\r\n"Seoul\n\n Gangnam 1",2,37.1,127\r\nb,3,north,127\r\n"c\nd",4,east,127\r\n"e\nf",5,37.2\r\ng,6,37.3,127\r\n'
  const { stops, problem, rejected } = await read(text)
  expect(stops).toEqual(['Seoul Gangnam 1', 'g'])
  expect(problem.stops).toMatchObject([{ delivery: [2_000] }, { delivery: [6_000] }])
  expect(rejected.map(({ line, field, reason }) => `${line} ${field}: ${reason}`)).toEqual([
    '6 lat: it is no number from -90 to 90',
    '7 lat: it is no number from -90 to 90',
    '9 row: 4 cells are needed, there are 3; its quotes reach to line 10',
  ])
  await expect(read('id,"lat\n(°)",위도,"lon\n(°)"\n')).rejects.toThrow('line 1, lat: the columns lat (°) and 위도')
})

test.each([
  ['closes nowhere', 'c,plain,37.2,127'],
  ['meets that of another row', 'c,"quoted, with more",37.2,127'],
  ['meets that of another row, and as many cells come of it', 'c,"quoted",37.2,127'],
])('a stray quote that %s costs its row alone', async (_, third) => {
  const { stops, rejected } = await read(`id,memo,lat,lon\na,"open,37,127\nb,plain,37.1,127\n${third}\n`)
  expect(stops).toEqual(['b', 'c'])
  expect(rejected).toMatchObject([{ line: 2, field: 'row', reason: 'a quote opens a cell and never closes' }])
})

test('rows of cells that are all empty are passed over', async () => {
  const { stops, rejected } = await read(
    'id,lat,lon,qty\na,37,127,1\n,,,\n , ,\u3000, \n,,\n"","",,\nb,37.1,127,2\n,,,,\n',
  )
  expect([stops, rejected]).toEqual([['a', 'b'], []])
})

test('commas part thousands in amounts; they are no decimal signs, and need quotes', async () => {
  const text = `id,lat,lon,weight
a,37,127,"1,000"
b,37.1,127,"12,345.5"
c,37.1,127,"37,5"
d,37.1,127,"0,500"
e,37.1,127,"1,0000"
f,"37,100",127,1
g,37.1,127,1,000
h,37.1,127,-5
`
  const { stops, problem, rejected } = await read(text)
  expect(stops).toEqual(['a', 'b'])
  expect(problem.stops).toMatchObject([{ delivery: [1_000_000] }, { delivery: [12_345_500] }])
  const comma = 'write a plain number, with a point before decimals, not a comma'
  expect(rejected.map(({ line, field, value, remedy }) => [line, field, value, remedy])).toEqual([
    [4, 'amount', '37,5', comma],
    [5, 'amount', '0,500', comma],
    [6, 'amount', '1,0000', comma],
    [7, 'lat', '37,100', comma],
    [8, 'row', '', 'check the quotes: cells that hold the separator need them'],
    [9, 'amount', '-5', 'write a plain number'],
  ])
  expect((await read('id;lat;lon;weight\na;37;127;1,000\n')).problem.stops).toMatchObject([{ delivery: [1_000_000] }])
})

test('kinds are known words in either language; other words reject their row', async () => {
  const text = `id,lat,lon,구분
a,37,127,배송
b,37.1,127,Delivery
c,37.2,127,수거
d,37.3,127,교환
e,37.4,127,
`
  const { stops, rejected } = await read(text)
  expect(stops).toEqual(['a', 'b', 'c', 'e'])
  expect(rejected).toMatchObject([{ line: 5, field: 'kind', value: '교환', reason: 'it is no known kind of row' }])
})

const found = { durations: Int32Array.of(0, 9, 8, 0), distances: Int32Array.of(0, 90, 80, 0) }

test('by road, where nobody says that straight lines will do', async () => {
  const asked: unknown[] = []
  const roads: TravelParts['roads'] = async (...ask) => {
    asked.push(ask)
    return { ...found, noWays: { count: 1, pairs: [[0, 1]] } }
  }
  const text = 'id,lat,lon\na,37.1,127.2\n'
  const { problem, travel } = await read(text, { kmPerHour: undefined, roads, profile: 'bike' })
  expect(asked).toEqual([
    [
      'bike',
      [
        [127, 37],
        [127.2, 37.1],
      ],
    ],
  ])
  expect(problem.profiles[0]).toMatchObject(found)
  expect(travel).toBe('by road; no way for 1 pairs of places')
  expect((await read(text, { roads })).travel).toBe('great circle at 36 km/h')
})

test('a plane: x and y are metres, and a depot is said in that order, whatever the headings are called', async () => {
  const { map } = await read('stop;X coord;Y coord\na;300;400\n', { depot: [1, 2] })
  expect(map).toEqual({
    kind: 'plane',
    points: [
      [1, 2],
      [300, 400],
    ],
  })
})

test('a plane: x and y are metres', async () => {
  const { problem, travel } = await read('id,x,y\na,300,400\n', { depot: [0, 0] })
  expect(problem.profiles[0].distances[1]).toBe(500)
  expect(problem.profiles[0].durations[1]).toBe(50)
  expect(travel).toContain('x and y in metres')
})

test.each([
  ['no speed', english, { kmPerHour: undefined }, 'not how long ways by road are'],
  ['no depot', english, { depot: undefined }, 'depot: nothing says where vehicles start'],
  ['no places', 'id,window\n1,\n', {}, 'lat, lon: no columns say where stops are; there are id, window'],
  ['capacities that do not match', english, { capacity: [1] }, 'capacity: it has 1 numbers, and there are 2 columns'],
  ['no usable row', 'id,lat,lon\na,x,127\n', {}, 'line 2, lat: no row can be used; of this one "x"'],
  ['a column twice', 'id,lat,위도,lon\na,1,2,3\n', {}, 'line 1, lat: the columns lat and 위도 both say it'],
  ['two depots', korean, {}, 'line 2, kind: line 2 is the depot, and --depot is another'],
  ['roads in a plane', 'id,x,y\na,3,4\n', { kmPerHour: undefined, roads: async () => found }, 'not how long ways'],
  ['roads of no service', english, { kmPerHour: undefined, roads: async () => undefined }, 'for the profile car'],
  ['a heading that never ends', 'id,"lat,lon\na,37,127\n', {}, 'line 1, the headings: a quote opens a cell'],
  ['no row', 'id,lat,lon\n', {}, 'rows: there are no stops'],
])('%s is refused', async (_, text, wishes, says) => {
  await expect(read(text, wishes)).rejects.toThrow(says)
})

test('more stops than can be planned are refused before distances are made', async () => {
  const rows = Array.from({ length: 10_001 }, (_, i) => `${i},37,127`)
  await expect(read(`id,lat,lon\n${rows.join('\n')}\n`)).rejects.toThrow('10001 stops')
})
