import { AspectRatio, Center, Image } from '@mantine/core'
import type { OfferBody } from '@nunchi/protocol'
import { IconPhotoOff } from '@tabler/icons-react'
import { useState } from 'react'

/** An offer's picture from its mall, or that it has none. It has its place before it is there; the mall learns of no page. */
export function OfferPicture({ offer, width }: { readonly offer: OfferBody; readonly width: number | string }) {
  const { imageUrl } = offer
  const [broken, setBroken] = useState<string>()
  const isShown = imageUrl !== undefined && /^(https?:|\/)/i.test(imageUrl) && broken !== imageUrl
  return (
    <AspectRatio ratio={1} w={width} miw={width}>
      {isShown ? (
        <Image
          src={imageUrl}
          alt=""
          loading="lazy"
          referrerPolicy="no-referrer"
          fit="contain"
          radius="sm"
          bg="white"
          onError={() => setBroken(imageUrl)}
        />
      ) : (
        <Center bg="var(--mantine-color-default-hover)" style={{ borderRadius: 'var(--mantine-radius-sm)' }}>
          <IconPhotoOff size={20} stroke={1.4} color="var(--mantine-color-dimmed)" aria-hidden />
        </Center>
      )}
    </AspectRatio>
  )
}
