/** More families of devices; for how to read them see `korean-pairs.ts`. */
export const moreDeviceFamilies = `
@ robot vacuum line | 가전>로봇청소기; 생활가전;
:a plus
도는별 로봇청소기 R5 플러스 | 459000 | 도는별
DONEUNBYUL R5 Plus 로봇 청소기 | 479000 | DONEUNBYUL
도는별 R5플러스 로봇청소기 정품 무료배송 | 449000
:b pro
도는별 로봇청소기 R5 프로 | 559000 | 도는별
DONEUNBYUL R5 Pro 로봇 청소기 | 579000 | DONEUNBYUL
:c plain
도는별 로봇청소기 R5 | 359000 | 도는별
:d brush
도는별 R5 플러스 로봇청소기 메인브러시 | 15900 | 도는별
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1 d1a1
@ mechanical keyboard switch | 컴퓨터>키보드; PC주변기기>키보드;
:a red
타닥 K87 기계식 키보드 적축 블랙 | 89000 | 타닥
TADAK K87 텐키리스 기계식키보드 블랙 적축 | 92000 | TADAK
타닥 K87 기계식키보드 (적축/블랙) | 87000
:b brown
타닥 K87 기계식 키보드 갈축 블랙 | 89000 | 타닥
TADAK K87 텐키리스 기계식키보드 블랙 갈축 | 92000 | TADAK
:c silent red
타닥 K87 기계식 키보드 저소음적축 블랙 | 99000 | 타닥
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1
@ tablet storage | 태블릿; 디지털>태블릿PC;
:a wifi 128
누리탭 T11 와이파이 128GB 그라파이트 | 329000 | 누리탭
NURITAB T11 WiFi 128GB 그라파이트 | 335000 | NURITAB
누리탭 T11 (128기가/WIFI) 그라파이트 필름증정 | 325000
:b lte
누리탭 T11 LTE 128GB 그라파이트 | 399000 | 누리탭
:c keyboard case
누리탭 T11 키보드 케이스 그라파이트 | 79000 | 누리탭
:d pink
누리탭 T11 와이파이 128GB 핑크 | 329000 | 누리탭
= a1a2 a1a3 b1a1 c1a1 d1a1
@ air purifier filter | 가전>공기청정기; 필터;
:a deodorising
맑음 공기청정기 A30 탈취 필터 | 29900 | 맑음
맑음 A30 공기청정기용 탈취필터 정품 | 31900 | 맑음
MALGEUM A-30 교체용 탈취필터 | 27900 | MALGEUM
:b hepa
맑음 공기청정기 A30 헤파 필터 | 29900 | 맑음
맑음 A30 공기청정기용 헤파필터 정품 | 31900 | 맑음
:c whole
맑음 공기청정기 A30 화이트 | 199000 | 맑음
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1
@ printer ink | 프린터>잉크; 사무용품>잉크/토너
:a cyan
또렷 호환 잉크 INK-710 시안 | 9900 | 또렷
또렷 INK710 파랑(시안) 호환잉크 | 9500 | 또렷
또렷 호환잉크 710 시안 cyan 1개 | 9200
:b magenta
또렷 호환 잉크 INK-710 마젠타 | 9900 | 또렷
또렷 INK710 빨강(마젠타) 호환잉크 | 9500 | 또렷
:c four colours
또렷 호환 잉크 INK-710 4색 세트 | 35900 | 또렷
= a1a2 b1b2 b1a1 b2a2 c1a1 a1a3
@ wireless earbuds anc | 이어폰; 음향기기>블루투스이어폰;
:a anc, white
소리샘 버즈 ANC 노이즈캔슬링 무선이어폰 화이트 | 79000 | 소리샘
SORISAEM Buds ANC 블루투스 이어폰 화이트 | 82000 | SORISAEM
소리샘 버즈ANC 무선 이어폰 노캔 흰색 | 77000
:b lite
소리샘 버즈 라이트 무선이어폰 화이트 | 49000 | 소리샘
SORISAEM Buds Lite 블루투스 이어폰 화이트 | 52000 | SORISAEM
:c sport
소리샘 버즈 스포츠 무선이어폰 화이트 | 59000 | 소리샘
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1 c1b1
@ rice cooker | 주방가전>전기밥솥; 가전>밥솥
:a 6 persons
밥도리 IH 압력밥솥 6인용 BD-610 화이트 | 239000 | 밥도리
BABDORI 전기압력밥솥 6인 IH BD610 흰색 | 245000 | BABDORI
밥도리 BD-610 IH압력밥솥 6인용 화이트 정품등록 | 235000
:b 10 persons
밥도리 IH 압력밥솥 10인용 BD-1010 화이트 | 269000 | 밥도리
:c heating plate
밥도리 열판 압력밥솥 6인용 BD-600 화이트 | 129000 | 밥도리
:d inner pot
밥도리 BD-610 IH압력밥솥 6인용 내솥 | 69000 | 밥도리
= a1a2 a1a3 b1a1 c1a1 d1a3
@ fan | 계절가전>선풍기; 가전;
:a stand
솔바람 BLDC 스탠드 선풍기 SB-20 | 89000 | 솔바람
솔바람 SB20 BLDC 스탠드형 선풍기 리모컨 | 92000 | 솔바람
SOLBARAM 선풍기 스탠드 BLDC (SB-20) | 87000 | SOLBARAM
:b table
솔바람 BLDC 탁상용 선풍기 SB-10 | 59000 | 솔바람
:c wall
솔바람 BLDC 벽걸이 선풍기 SB-30 | 79000 | 솔바람
솔바람 SB30 BLDC 벽걸이형 선풍기 리모컨 | 82000 | 솔바람
= a1a2 a1a3 c1c2 b1a1 c1a1 c2a2 b1c1
@ charger cable | 휴대폰액세서리>케이블; 모바일>충전기;
:a c to c 1 m
번개선 C to C 고속충전 케이블 1m 60W | 5900 | 번개선
번개선 C타입 to C타입 60W 충전케이블 1미터 | 6200 | 번개선
번개선 USB-C to C 케이블 1M 60W 고속 | 5500
:b c to lightning 1 m
번개선 C to 라이트닝 고속충전 케이블 1m | 7900 | 번개선
번개선 USB-C to Lightning 케이블 1M 고속 | 7500
:c 2 m
번개선 C to C 고속충전 케이블 2m 60W | 7900 | 번개선
= a1a2 a1a3 b1b2 b1a1 b2a3 c1a1
@ monitor arm | PC주변기기>모니터암; 컴퓨터>액세서리
:a single
팔척 모니터암 싱글 MA-1 블랙 | 39900 | 팔척
팔척 싱글 모니터 암 MA1 검정 | 41900 | 팔척
PALCHUK MA-1 싱글 모니터거치대 블랙 모니터암 | 38900 | PALCHUK
:b dual
팔척 모니터암 듀얼 MA-2 블랙 | 59900 | 팔척
팔척 듀얼 모니터 암 MA2 검정 | 61900 | 팔척
:c laptop
팔척 노트북암 싱글 MA-1L 블랙 | 42900 | 팔척
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1
@ game title | 게임>닌텐도; 게임타이틀;
:a island tale
스위치 별섬 이야기 한글판 | 59800 | 별빛게임즈
닌텐도 스위치 별섬이야기 (한글) 새제품 | 58900
Switch 별섬 이야기 정품 한글판 초회특전 | 60900 | 별빛게임즈
:b island tale 2
스위치 별섬 이야기 2 한글판 | 64800 | 별빛게임즈
:c dragon kitchen
스위치 드래곤 키친 한글판 | 59800 | 별빛게임즈
닌텐도 스위치 드래곤키친 (한글) 새제품 | 58900
:d used
[중고] 닌텐도 스위치 별섬이야기 한글 | 35900
= a1a2 a1a3 c1c2 b1a1 c1a1 c2a2 d1a2
@ smart band | 웨어러블; 스마트워치>밴드;
:a band 7 black
하루핏 밴드7 스마트밴드 블랙 | 45900 | 하루핏
HARUFIT Band 7 스마트 밴드 블랙 국내정발 | 47900 | HARUFIT
하루핏밴드 7 블랙 한글판 | 43900
:b band 8
하루핏 밴드8 스마트밴드 블랙 | 55900 | 하루핏
:c strap
하루핏 밴드7 교체용 스트랩 블랙 | 7900 | 하루핏
:d mint
하루핏 밴드7 스마트밴드 민트 | 45900 | 하루핏
= a1a2 a1a3 b1a1 c1a1 d1a1
@ projector | 영상가전>빔프로젝터; 디지털>프로젝터
:a mini
벽영화 미니 빔프로젝터 P1 | 159000 | 벽영화
벽영화 P1 미니빔 프로젝터 휴대용 | 165000 | 벽영화
BYUK P1 미니 빔 프로젝터 삼각대증정 | 155000 | BYUK
:b screen
벽영화 빔프로젝터 스크린 100인치 | 49000 | 벽영화
:c p1 max
벽영화 미니 빔프로젝터 P1 맥스 | 219000 | 벽영화
벽영화 P1 MAX 미니빔 프로젝터 휴대용 | 225000 | 벽영화
= a1a2 a1a3 c1c2 b1a1 c1a1 c2a2
@ another hair dryer | 이미용가전>드라이기; 뷰티가전;
:a ionic pink
살랑 이온 헤어드라이어 HD-7 핑크 | 49900 | 살랑
살랑 HD7 음이온 드라이기 핑크 | 51900 | 살랑
SALLANG 헤어 드라이기 HD-7 이온 pink | 48900 | SALLANG
:b foldable
살랑 접이식 헤어드라이어 HD-5 핑크 | 29900 | 살랑
:c iron
살랑 고데기 HS-7 핑크 | 39900 | 살랑
:d lavender
살랑 이온 헤어드라이어 HD-7 라벤더 | 49900 | 살랑
살랑 HD7 음이온 드라이기 라벤더 | 51900 | 살랑
= a1a2 a1a3 d1d2 b1a1 c1a1 d1a1 d2a2
`
