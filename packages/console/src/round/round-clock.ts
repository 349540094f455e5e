/**
 * Writes hour and minute in a zone: windows are wished for by the clock at the doors, whatever the phone's says. A round that the phone kept
 * from before rounds had a zone goes by the clock of the phone.
 */
export function roundClock(lang: string, zone: string | undefined): (at: number) => string {
  const clock = new Intl.DateTimeFormat(lang === 'ko' ? 'ko-KR' : 'en-US', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  })
  return (at) => clock.format(at)
}
