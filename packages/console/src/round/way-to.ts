/** Apps that lead to a place. `phone` is whatever the phone opens by itself. */
export const mapApps = ['phone', 'naver', 'kakao', 'tmap'] as const
export type MapApp = (typeof mapApps)[number]

/** The app that was chosen, or what the phone opens by itself. */
export function mapAppOf(name: string | undefined): MapApp {
  return mapApps.find((app) => app === name) ?? 'phone'
}

export type Place = { readonly lat: number; readonly lon: number; readonly name: string }

/**
 * The link that has an app of the phone lead to a place: nothing is loaded from elsewhere. Phones by Apple know no `geo:`, theirs is `maps:`.
 * @param isApple whether the phone is one of those
 */
export function wayTo(app: MapApp, { lat, lon, name }: Place, isApple: boolean): string {
  const label = encodeURIComponent(name)
  switch (app) {
    case 'naver':
      return `nmap://route/car?dlat=${lat}&dlng=${lon}&dname=${label}&appname=nunchi`
    case 'kakao':
      return `kakaomap://route?ep=${lat},${lon}&by=CAR`
    case 'tmap':
      return `tmap://route?goalname=${label}&goalx=${lon}&goaly=${lat}`
    case 'phone':
      return isApple ? `maps://?daddr=${lat},${lon}` : `geo:${lat},${lon}?q=${lat},${lon}(${label})`
  }
}
