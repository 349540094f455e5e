/** What a page says in English of a code instead of the server's own words. */
export type EnglishTrouble = {
  readonly title: string
  /** Below it, with {names} of the details; '' for nothing. Absent: what the server says. */
  readonly tells?: string
  /** What to do in a page. Absent: what the server says. */
  readonly remedy?: string
}

const again = 'Try again in a moment.'
const operator = 'Tell whoever runs the server.'

/** Where the server's words would be terse, or speak to somebody at a command line, who is not in a page. */
export const englishRefusals: Readonly<Record<string, EnglishTrouble>> = {
  NETWORK: {
    title: 'The server cannot be reached',
    remedy: 'Check that it runs and that you are online. What you entered is still here.',
  },
  TIMEOUT: { title: 'The server did not answer in time', remedy: again },
  AUTH_UNKNOWN: {
    title: 'The server does not know this key',
    tells: '',
    remedy: 'Check the key. If it was revoked, ask whoever runs the server for a new one.',
  },
  AUTH_MISSING: { title: 'A key is needed' },
  AUTH_DRIVER: { title: "This needs a driver's key" },
  AUTH_SCOPE: { title: 'This needs a secret key' },
  DATA_IN_USE: { title: 'Another process uses the data folder', tells: '{dir}', remedy: operator },
  DATA_IS_DEMO: { title: 'The data folder holds demo data', tells: '{dir}', remedy: operator },
  DATA_NOT_DEMO: { title: 'The data folder holds other data', tells: '{dir}', remedy: operator },
  DATA_UNUSABLE: { title: 'The data folder cannot be used', tells: '{dir}: {reason}', remedy: operator },
  SHOPPER_UNKNOWN: { title: 'Nothing is known of this shopper' },
  PRICE_NOT_HELD: { title: 'That price is not held any more' },
  PRODUCT_UNKNOWN: { title: 'There is no such product' },
  NO_DEMO: {
    title: 'This server has no demo shop',
    tells: '',
    remedy: 'Ask whoever runs the server to start the demo.',
  },
  INTERNAL: { title: 'Something is broken on the server' },
  RATE_LIMITED: { title: 'Too many requests at once' },
  ROUTING_SPEED: {
    title: 'How long ways by road are is not in the file',
    tells: '',
    remedy: 'Say how fast straight lines are travelled, name a road service, or take a problem with matrices.',
  },
  FEED_ADDRESS: { title: 'This is no address of a feed' },
  FEED_CUT: { title: 'The feed ends in the middle of a line' },
  FEED_FORMAT: {
    title: 'The format of the feed is not known',
    tells: '{reason}',
    remedy:
      'Send the format of Google or Naver, JSON Lines or a table with names of columns, or name the format in a column map.',
  },
  FEED_INCOMPLETE: { title: 'The feed did not come whole' },
  FEED_NONE: { title: 'There is no address to fetch the feed from' },
  FEED_PRIVATE: { title: 'The address is in a private network' },
  FEED_REDIRECTED: { title: 'The address leads to no feed' },
  FEED_ROWS_LOST: { title: 'Offers that the feed lacks stay, as rows of it could not be read' },
  FEED_STATUS: { title: 'The mall’s server gave no feed' },
  FEED_TOO_LARGE: { title: 'The feed is too large' },
  FEED_TOO_SLOW: { title: 'The feed came too slowly' },
  FEED_UNREACHABLE: { title: 'The mall’s server gave no answer' },
  FEED_UNSTORED: { title: 'The feed could not be stored' },
  CHANNEL_OFF: { title: 'This server sends nothing this way', tells: '{kind}', remedy: operator },
  CONTACTS_FULL: { title: 'No more places to be told are kept' },
  MAIL_ADDRESS: { title: 'This is no mail address' },
  PUSH_PRIVATE: { title: 'The push service is in a private network' },
  PUSH_SUBSCRIPTION: {
    title: 'This is no subscription of a browser',
    tells: '',
    remedy: 'Turn notifications off in the browser, and on again.',
  },
  WEBHOOK_ADDRESS: { title: 'A webhook cannot go to this address' },
  WEBHOOK_PRIVATE: { title: 'The webhook is in a private network' },
  WEBHOOK_SECRET: { title: 'The secret of the webhook does not fit' },
  IMPORT_BINARY: { title: 'The file is no text' },
  IMPORT_FILE: { title: 'The file cannot be read' },
  IMPORT_FORMAT: {
    title: 'The format of the file is not known',
    tells: '{reason}',
    remedy: 'Choose the format under “How to read the file”.',
  },
  IMPORT_MAP: { title: 'The columns of the file do not fit' },
  IMPORT_NOTHING_USABLE: { title: 'No row of the file could be used' },
  IMPORT_STOPPED: {
    title: 'The import broke off',
    tells: '{reason}',
    remedy: 'What is in the shop stays. Correct the file and send it again: nothing is taken twice.',
  },
  IMPORTS_FULL: {
    title: 'There is no room for more files',
    tells: '',
    remedy: 'Send it when some imports are through, or cancel one.',
  },
  IMPORTS_NONE: { title: 'This server takes no files', tells: '', remedy: operator },
  IMPORTS_WAITING: { title: 'Too many imports are waiting' },
  LOG_OTHER: { title: 'The log is not the one that the data goes with', tells: '{known}: {found}', remedy: operator },
  MODEL_UNKNOWN: { title: 'There is no such version of the model', tells: '{version}' },
  MODEL_UNREADABLE: { title: 'This version cannot be read' },
  WAITING_RUNNING: { title: 'It is being learned already' },
  TRAINING_RUNNING: { title: 'A training is under way already' },
  RUN_FEED_GONE: { title: 'The held feed is kept no more' },
  RUN_NOT_HELD: { title: 'There is nothing to decide about this feed' },
  RUN_STOPPED: { title: 'The server stopped again and again while it read the feed' },
  RUN_UNKNOWN: { title: 'There is no such run' },
  OFFER_UNKNOWN: {
    title: 'There is no such offer',
    tells: '{mall}: {key}',
    remedy: 'It may have left its feed meanwhile: load the list again.',
  },
  ATTRIBUTE_UNKNOWN: {
    title: 'There is no such attribute',
    tells: '{name}',
    remedy: "Choose one of the list, or a name that the offer's feed has.",
  },
  ATTRIBUTE_VALUE: {
    title: 'This cannot be the value',
    tells: '{name}: {value}',
    remedy: 'Amounts need a unit (500 g, 2 l), counts are whole numbers, bar codes have a check digit.',
  },
  VERDICT_CONTRADICTS: {
    title: 'What was said of other pairs says the opposite',
    tells: '{earlier}',
    remedy: 'Nothing was changed. Take one of these back, then say it again.',
  },
  VERDICT_UNKNOWN: { title: 'Nothing was said of this pair that could be taken back', tells: '{pair}' },
  CORRECTION_UNKNOWN: {
    title: 'Nobody corrected this, so there is nothing to take back',
    tells: '{mall} {key}: {name}',
  },
  KEY_UNKNOWN: { title: 'There is no such key' },
  STOPPING: { title: 'The server is restarting', remedy: again },
  OVERLOADED: { title: 'The server is busy', remedy: again },
}

/** What to do about a row, in a page: by code, where the server's words name options of the command line. */
export const englishRowRemedies: Readonly<Record<string, string>> = {
  CURRENCY_MISSING: 'Write the currency beside the amount, as in 15,000 KRW.',
  CURRENCY_OTHER: "Export the file in the shop's currency.",
  ENCODING_INVALID: 'Correct it, save the file as UTF-8, or name its encoding under “How to read the file”.',
}
