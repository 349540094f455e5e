import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { openKeys } from '../adapters/sqlite/data-folder.ts'
import type { KeyScope, KeyStore } from '../ports/key-store.ts'
import { defaultData } from './open-shop.ts'
import { folderOption, nameOption } from './options.ts'
import { withShop } from './with-shop.ts'

type DataFlag = { readonly data: string }
type AddFlags = DataFlag & {
  readonly scope: KeyScope
  readonly consent: 'assumed' | 'required'
  readonly vehicle?: string
  readonly log?: string
}

/** The command `keys`: add, list and revoke API keys of a data folder that no server is using. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('manage the API keys of a data folder (of a running server: /v1/keys)')
  withData(keys.command('add').description('make a key and show it once'))
    .argument('<name>', 'what lists call it', nameOption)
    .addOption(new Option('--scope <scope>').choices(['publishable', 'secret', 'driver']).default('publishable'))
    .option('--vehicle <vehicle>', "of a driver's key: whose round it sees", nameOption)
    .addOption(
      new Option('--consent <rule>', 'whether events must say that the shopper consented')
        .choices(['assumed', 'required'])
        .default('assumed'),
    )
    .option('--log <url>', "where the server's log is kept, to look for the vehicle there (or NUNCHI_LOG)")
    .action(addKey)
  withData(keys.command('list').description('list the keys')).action(async (flags: DataFlag) => {
    const opened = await openKeys(resolve(flags.data), { make: false })
    for (const { id, name, scope, consent, createdAt } of opened.keys.list()) {
      console.log([id, scope, `consent ${consent}`, new Date(createdAt).toISOString(), name].join('  '))
    }
    await opened.close()
  })
  withData(keys.command('revoke <id>').description('revoke a key')).action(async (id: string, flags: DataFlag) => {
    const opened = await openKeys(resolve(flags.data), { make: false })
    await opened.keys.revoke(id).finally(() => opened.close())
  })
  return keys
}

/** The key of a driver is of a vehicle that there is: to know that, the whole shop is opened. */
async function addKey(name: string, flags: AddFlags, command: Command): Promise<void> {
  const { scope, consent, vehicle } = flags
  if ((scope === 'driver') !== (vehicle !== undefined))
    command.error(
      "error: --scope driver and --vehicle go together: a driver's key names its vehicle, and no other key does.",
    )
  const add = async (keys: KeyStore): Promise<void> => {
    const { key, secret } = await keys.add({ name, scope, consent, vehicle }, Date.now())
    console.log(`${key.id}  ${key.scope}  ${secret}`)
  }
  if (vehicle !== undefined)
    return withShop(flags, async ({ shop, keys }) => {
      shop.dispatch.checkVehicle(vehicle)
      await add(keys)
    })
  const opened = await openKeys(resolve(flags.data), { make: true })
  await add(opened.keys).finally(() => opened.close())
}

function withData(command: Command): Command {
  return command.option('--data <dir>', 'data folder', folderOption, defaultData())
}
