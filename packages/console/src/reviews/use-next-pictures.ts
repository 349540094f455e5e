import type { ReviewBody } from '@nunchi/protocol'
import { useEffect } from 'react'

const ahead = 3

/** Has the browser fetch the pictures of the next pairs while this one is looked at. */
export function useNextPictures(waiting: readonly ReviewBody[]): void {
  useEffect(() => {
    for (const { one, other } of waiting.slice(1, 1 + ahead))
      for (const { imageUrl } of [one, other]) {
        if (imageUrl === undefined || !/^(https?:|\/)/i.test(imageUrl)) continue
        const picture = new Image()
        picture.referrerPolicy = 'no-referrer'
        picture.src = imageUrl
      }
  }, [waiting])
}
