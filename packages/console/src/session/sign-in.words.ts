/** Words of the form that asks for a key. */
export const words = {
  en: {
    title: 'Sign in',
    intro: 'The console sees everything of the shop, so it wants a secret key.',
    again: 'The key you signed in with is no longer valid. Sign in again: what you were doing is kept.',
    server: 'Server',
    key: 'Secret key',
    enter: 'Sign in',
    make: 'No key yet? Make one on the server:',
    missing: 'Enter the secret key.',
    spaced: 'A key has no spaces in it: check that it was copied once and whole.',
    publishable:
      'This is a publishable key, the kind that stands in pages of the shop. The console needs a secret one.',
    unknown: 'The server does not know this key: it was mistyped, or revoked.',
  },
  ko: {
    title: '로그인',
    intro: '콘솔은 쇼핑몰의 모든 것을 볼 수 있으므로 비밀 키가 필요합니다.',
    again: '로그인한 키를 더는 쓸 수 없습니다. 다시 로그인하세요. 하던 일은 그대로 있습니다.',
    server: '서버',
    key: '비밀 키',
    enter: '로그인',
    make: '키가 없다면 서버에서 만드세요:',
    missing: '비밀 키를 입력하세요.',
    spaced: '키에는 빈칸이 없습니다. 한 번만, 빠짐없이 복사했는지 확인하세요.',
    publishable: '쇼핑몰 페이지에 넣는 공개 키입니다. 콘솔에는 비밀 키가 필요합니다.',
    unknown: '서버가 모르는 키입니다. 잘못 입력했거나 폐기된 키입니다.',
  },
}
