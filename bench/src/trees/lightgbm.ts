import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ObjectiveSpec, TreeOptions, TreeTable } from '@nunchi/kernel'

/** The yardstick: the LightGBM package of a Python, told the same by the names it uses, on one thread. */
const script = `
import json, sys, time
import numpy, lightgbm
task = json.load(sys.stdin)
def table(name):
    one = task[name]
    values = numpy.fromfile(one['values'], dtype='<f8').reshape(-1, len(task['names']))
    return values, numpy.fromfile(one['labels'], dtype='<f8'), one['groups']
def dataset(name, **more):
    values, labels, groups = table(name)
    return lightgbm.Dataset(values, labels, group=groups, feature_name=task['names'], categorical_feature=task['categories'], params=task['params'], **more)
start = time.perf_counter()
train = dataset('train').construct()
binned = time.perf_counter()
sets, callbacks = [], []
if task['patience']:
    sets, callbacks = [dataset('validation', reference=train)], [lightgbm.early_stopping(task['patience'], verbose=False)]
model = lightgbm.train(task['params'], train, task['trees'], valid_sets=sets, callbacks=callbacks)
trained = time.perf_counter()
values = table('test')[0]
model.predict(values, raw_score=True).tofile(task['scores'])
few = values[:300]
best = 1e9
for _ in range(20):
    begin = time.perf_counter()
    model.predict(few, raw_score=True, num_threads=1)
    best = min(best, time.perf_counter() - begin)
print(json.dumps({'version': lightgbm.__version__, 'binSeconds': binned - start, 'trainSeconds': trained - binned, 'predictMs': best * 1000, 'trees': model.best_iteration or model.num_trees()}))
`

export type LightgbmRun = {
  readonly version: string
  readonly binSeconds: number
  readonly trainSeconds: number
  /** Of 300 rows. */
  readonly predictMs: number
  readonly trees: number
  readonly scores: Float64Array
}

const tableNames = ['train', 'validation', 'test'] as const
type Tables = Readonly<Record<(typeof tableNames)[number], TreeTable>>

/** Trains LightGBM on the same rows with the same settings. @throws Error with what Python said when it fails */
export function runLightgbm(
  python: string,
  objective: ObjectiveSpec,
  tables: Tables,
  options: TreeOptions,
): LightgbmRun {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-bench-trees-'))
  try {
    const { features } = tables.train
    const task = {
      ...Object.fromEntries(tableNames.map((name) => [name, written(dir, name, tables[name])])),
      names: features.map(({ name }) => name.replaceAll(/[^\w]/g, '_')),
      categories: [...features.keys()].filter((i) => features[i].kind === 'category'),
      params: paramsOf(objective, options),
      trees: options.trees,
      patience: options.patience,
      scores: join(dir, 'scores'),
    }
    const { status, stdout, stderr } = spawnSync(python, ['-c', script], { input: JSON.stringify(task) })
    if (status !== 0)
      throw new Error(`LightGBM failed: ${stderr?.toString().trim().slice(-2_000) || `${python} cannot be started`}`)
    const scores = readFileSync(task.scores)
    return { ...JSON.parse(stdout.toString()), scores: new Float64Array(new Uint8Array(scores).buffer) }
  } finally {
    rmSync(dir, { recursive: true })
  }
}

function written(dir: string, name: string, { values, labels, groups }: TreeTable): object {
  const files = { values: join(dir, `${name}-values`), labels: join(dir, `${name}-labels`) }
  writeFileSync(files.values, new Uint8Array(Float64Array.from(values).buffer))
  writeFileSync(files.labels, new Uint8Array(Float64Array.from(labels).buffer))
  return { ...files, groups: groups ? [...groups] : null }
}

function paramsOf(objective: ObjectiveSpec, options: TreeOptions): object {
  const ranking = objective.kind === 'lambda-mart'
  return {
    objective: ranking ? 'lambdarank' : 'binary',
    metric: ranking ? 'ndcg' : 'binary_logloss',
    ...(ranking ? { eval_at: [objective.k], lambdarank_truncation_level: 30 } : {}),
    num_leaves: options.leavesMax,
    learning_rate: options.shrinkage,
    lambda_l2: options.l2,
    min_data_in_leaf: options.leafRowsMin,
    min_sum_hessian_in_leaf: options.leafWeightMin,
    bagging_fraction: options.rowShare,
    bagging_freq: options.rowShare < 1 ? 1 : 0,
    feature_fraction: options.featureShare,
    max_bin: options.binsMax,
    seed: options.seed,
    num_threads: 1,
    deterministic: true,
    verbosity: -1,
  }
}
