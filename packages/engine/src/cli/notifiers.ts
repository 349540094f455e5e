import { type Command, InvalidArgumentError, Option } from 'commander'
import { SmtpNotifier } from '../adapters/web/smtp.ts'
import { WebPushNotifier } from '../adapters/web/web-push.ts'
import { WebhookNotifier } from '../adapters/web/webhook.ts'
import { Notifiers } from '../app/alerts/notifiers.ts'
import type { Notifier } from '../ports/notifier.ts'
import { publicUrlOption, type Sender, type SmtpPlace, senderOption, smtpOption } from './notifier-options.ts'
import { hostsOption } from './options.ts'
import { vapidKeysOf } from './vapid-keys.ts'

/** As they were given. */
export type NotifierFlags = {
  /** Not read before `notifierSettings`: what refuses an option shows it, and a password may stand in it. */
  readonly smtp?: string
  readonly mailFrom?: Sender
  readonly publicUrl?: string
  readonly notifyHosts?: readonly string[]
}

/** The options of a server that tells people things. */
export function addNotifierOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--smtp <url>', 'mail server for alerts: smtp://user:password@host:587, or smtps://').env(
        'NUNCHI_SMTP',
      ),
    )
    .option('--mail-from <address>', 'who alerts are from: "Shop <alerts@shop.example>"', senderOption)
    .option(
      '--public-url <url>',
      "where the shop's pages are: https://shop.example; alerts lead there",
      publicUrlOption,
    )
    .option(
      '--notify-hosts <hosts>',
      'hosts in private networks that webhooks and push may go to: hooks.intranet,10.0.0.7:8080',
      hostsOption,
    )
}

export type NotifierSettings = Omit<NotifierFlags, 'smtp'> & { readonly smtp?: SmtpPlace }

/** Reads the address of the mail server, and refuses settings that would do nothing without another. @throws InvalidArgumentError */
export function notifierSettings(flags: NotifierFlags): NotifierSettings {
  const { smtp, mailFrom, publicUrl } = flags
  if (smtp !== undefined && mailFrom === undefined)
    throw new InvalidArgumentError('--smtp needs --mail-from: mails are from somebody.')
  if (smtp === undefined && mailFrom !== undefined)
    throw new InvalidArgumentError('--mail-from needs --smtp: there is no server to send by.')
  if (smtp !== undefined && publicUrl === undefined)
    throw new InvalidArgumentError('--smtp needs --public-url: mails lead to a page, and to one that ends them.')
  return { ...flags, smtp: smtp === undefined ? undefined : smtpOption(smtp) }
}

/**
 * The channels of a server: webhooks always, push with a public address, mail with a mail server. Opens no connection.
 * @param dir the data folder, where the keys for push are kept
 * @throws Refusal DATA_DAMAGED, DATA_UNUSABLE
 */
export async function openNotifiers(dir: string, settings: NotifierSettings): Promise<Notifiers> {
  const { smtp, mailFrom, publicUrl, notifyHosts: privateHosts } = settings
  const notifiers: Notifier[] = [new WebhookNotifier({ privateHosts })]
  if (smtp !== undefined && mailFrom !== undefined) notifiers.push(new SmtpNotifier({ ...smtp, from: mailFrom }))
  if (publicUrl === undefined) return new Notifiers({ notifiers })
  const keys = await vapidKeysOf(dir)
  const subject = mailFrom === undefined ? subjectOf(publicUrl) : `mailto:${mailFrom.address}`
  notifiers.push(new WebPushNotifier({ keys, subject, privateHosts }))
  return new Notifiers({ notifiers, pushKey: keys.publicKey, publicUrl })
}

/** Push services want an address of https; whoever tries things out on their own machine has none. */
function subjectOf(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : 'https://localhost'
}
