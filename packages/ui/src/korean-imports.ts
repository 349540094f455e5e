import type { KoreanTrouble } from './korean-trouble.ts'

/** What the server answers about files that are imported. */
export const koreanImports: Readonly<Record<string, KoreanTrouble>> = {
  IMPORTS_FULL: {
    says: '파일을 더 둘 자리가 없습니다',
    remedy: '기다리는 가져오기가 끝난 뒤에 보내거나, 그중 하나를 취소하세요.',
  },
  IMPORTS_NONE: {
    says: '이 서버는 파일을 받지 않습니다',
    remedy: '디스크에 저장하지 않는 서버입니다. 데이터 폴더가 있는 서버에서 가져오세요.',
  },
  IMPORTS_WAITING: {
    says: '기다리는 가져오기가 너무 많습니다',
    remedy: '몇 개가 끝난 뒤에 보내거나, 그중 하나를 취소하세요.',
  },
  IMPORT_BINARY: {
    says: '텍스트 파일이 아닙니다',
    remedy: '엑셀 파일이라면 CSV(UTF-8)로 저장하고, 압축 파일이라면 풀어서 다시 올리세요.',
    tells: '{what}입니다.',
  },
  IMPORT_FILE: { says: '파일을 읽을 수 없습니다', tells: '{reason}' },
  IMPORT_FORMAT: {
    says: '파일 형식을 알 수 없습니다',
    remedy: '‘파일 읽는 방법’에서 형식을 골라 주세요.',
    tells: '{reason}',
  },
  IMPORT_MAP: {
    says: '파일의 열이 맞지 않습니다',
    remedy: '무엇이 든 파일인지, 첫 줄에 열 이름이 있는지 확인하고 맞는 열 대응표를 고르세요.',
    tells: '{reason}',
  },
  IMPORT_NOTHING_USABLE: {
    says: '쓸 수 있는 행이 하나도 없습니다',
    remedy: '무엇이 든 파일인지 맞게 골랐는지 확인하고, 거부된 행의 이유를 보세요.',
  },
  IMPORT_SERVER: { says: '서버가 이벤트를 받지 않았습니다', tells: '{url}: {reason}' },
  IMPORT_STOPPED: {
    says: '가져오기가 중단되었습니다',
    remedy: '이미 들어간 것은 그대로 있습니다. 고친 파일을 다시 올려도 두 번 들어가지 않습니다.',
    tells: '{reason}. {accepted}건은 이미 들어갔습니다.',
  },
  IMPORT_UNKNOWN: { says: '그런 가져오기가 없습니다' },
}
