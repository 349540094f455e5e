/** Families of electronics and appliances; for how to read them see `korean-pairs.ts`. */
export const deviceFamilies = `
@ galaxy s24 | 휴대폰>자급제폰; 디지털>스마트폰; 모바일>휴대폰
:a S24, 256 GB, black
삼성전자 갤럭시 S24 256GB 자급제 오닉스 블랙 | 985000 | 삼성전자
SAMSUNG Galaxy S24 5G 자급제폰 (256GB/Onyx Black) | 999000 | SAMSUNG
[정품] 갤럭시S24 256기가 블랙 자급제 미개봉 새제품 | 969000
삼성전자 갤럭시 S24 256GB 자급제 오닉스블랙 사은품증정 | 989000 | 삼성전자
:b S24, 512 GB, black
삼성전자 갤럭시 S24 512GB 자급제 오닉스 블랙 | 948000 | 삼성전자
:c S24+, 256 GB, black
삼성전자 갤럭시 S24+ 256GB 자급제 오닉스 블랙 | 990000 | 삼성전자
[무료배송] 갤럭시S24플러스 256기가 자급제 블랙 새제품 | 1368000 | 삼성
:d S24, 256 GB, black, used
[중고 S급] 갤럭시 S24 256GB 자급제 블랙 | 639000 | 삼성
:e S24, 256 GB, violet
삼성전자 갤럭시 S24 256GB 자급제 코발트 바이올렛 | 985000 | 삼성전자
= a1a2 a1a4 c1c2 a3a4 a4b1 c1a3 c2a3 d1a3 a3e1
@ iphone case | 휴대폰>케이스; 모바일액세서리>휴대폰케이스;
:a iPhone 15 Pro
슬림쉘 아이폰15프로 맥세이프 투명 케이스 | 15900 | 슬림쉘
SLIMSHELL 아이폰 15 Pro 투명케이스 맥세이프 | 16900 | SLIMSHELL
슬림쉘 iPhone15Pro 클리어 맥세이프 케이스 무료배송 | 14900
슬림쉘 아이폰15프로 맥세이프 투명케이스 | 15500 | 슬림쉘
:b iPhone 15 Pro Max
슬림쉘 아이폰15프로맥스 맥세이프 투명 케이스 무료배송 | 15900 | 슬림쉘
:c iPhone 14 Pro
[무료배송] 슬림쉘 아이폰14프로 맥세이프 투명 케이스 | 18800 | 슬림쉘
:d film for iPhone 15 Pro
슬림쉘 아이폰15프로 강화유리 필름 2매 | 15200 | 슬림쉘
= a1a2 a3a1 a1a4 b1a3 c1a4 a2b1 d1a2
@ wireless earbuds | 음향가전>블루투스이어폰; 디지털>이어폰/헤드폰;
:a Buds2 Pro, white
삼성전자 갤럭시 버즈2 프로 SM-R510 화이트 | 140000 | 삼성전자
삼성 갤럭시버즈2프로 무선이어폰 화이트 (SMR510) | 165000 | 삼성
Galaxy Buds2 Pro SM-R510N WHITE 정품 | 155000 | SAMSUNG
[삼성전자] 갤럭시 버즈2 프로 SM-R510 화이트 무료배송 | 161000 | 삼성전자
:b Buds2, white
삼성전자 갤럭시 버즈2 SM-R177 화이트 | 87100 | 삼성전자
:c Buds2 Pro, graphite
삼성전자 갤럭시 버즈2 프로 SM-R510 그라파이트 | 159000 | 삼성전자
:d case for Buds2 Pro
갤럭시 버즈2 프로 하드 케이스 화이트 | 16300 | 모모쉘
= a1a2 a4a1 a3a4 b1a2 c1a3 d1a3 b1a4
@ laptop | 노트북>사무용; 컴퓨터>노트북
:a 16 GB, 512 GB
에이온 노트북 A15-5625U 라이젠5 16GB SSD 512GB 실버 | 789000 | 에이온
AION A155625U 15.6형 R5 RAM 16G / SSD 512G 실버 | 943000 | AION
에이온 A15 5625U 램16기가 512GB 윈도우11 SILVER 사은품증정 | 775000
에이온 노트북 A15-5625U 라이젠5 16GB SSD512GB 실버 | 785000 | 에이온
:b 8 GB, 256 GB
★특가★ 에이온 노트북 A15-5625U 라이젠5 8GB SSD 256GB 실버 | 818000 | 에이온
AION A155625U 15.6형 R5 RAM 8G / SSD 256G 실버 | 659000 | AION
:c 16 GB, 1 TB
에이온 노트북 A15-5625U 라이젠5 16GB SSD 1TB 실버 | 879000 | 에이온
:d Ryzen 7
에이온 노트북 A15-5825U 라이젠7 16GB SSD 512GB 실버 | 1016000 | 에이온
= a1a2 a3a1 a4a1 b1b2 a3a4 b1a4 b2a2 c1a2 d1a3 c1a3
@ monitor | 모니터>게이밍모니터; 컴퓨터>모니터;
:a 27, QHD, 165 Hz
뷰온 27인치 QHD 게이밍 모니터 VG-27Q165 165Hz | 279000 | 뷰온
VIEWON VG27Q165 (27형/QHD/165Hz) 게이밍모니터 | 289000 | VIEWON
뷰온 게이밍 모니터 27" 2K 165Hz VG27Q165 무결점 | 274000
뷰온 27인치 QHD 게이밍모니터 VG-27Q165 165Hz | 277000 | 뷰온
:b 27, FHD, 165 Hz
★특가★ 뷰온 27인치 FHD 게이밍 모니터 VG-27F165 165Hz | 199000 | 뷰온
:c 32, QHD, 165 Hz
뷰온 32인치 QHD 게이밍 모니터 VG-32Q165 165Hz | 412000 | 뷰온
= a1a2 a1a3 a1a4 b1a4 c1a2 c1a3 a2b1
@ portable ssd | 저장장치>외장SSD; 컴퓨터>저장장치;
:a 1 TB, black
메모릭스 포터블 외장 SSD X5 1TB 블랙 | 119000 | 메모릭스
MEMORIX X5 외장SSD 1테라 BLACK USB3.2 | 109000 | MEMORIX
메모릭스 X5 휴대용SSD 1TB 검정 | 115000
메모릭스 포터블 외장SSD X5 1TB 블랙 | 138000
:b 2 TB, black
메모릭스 포터블 외장 SSD X5 2TB 블랙 | 199000 | 메모릭스
MEMORIX X5 외장SSD 2테라 BLACK | 258000 | MEMORIX
:c X7, 1 TB, black
메모릭스 포터블 외장 SSD X7 1TB 블랙 | 159000 | 메모릭스
= a1a2 a3a1 a1a4 a2b1 b2a2 c1a4 c1a3
@ memory card | 저장장치>마이크로SD; 디지털>메모리카드
:a 128 GB
플래시온 마이크로SD 카드 128GB U3 A2 | 15900 | 플래시온
FLASHON microSDXC 128GB UHS-I A2 | 16900 | FLASHON
플래시온 microSD 메모리 128기가 블랙박스 겸용 | 14900
플래시온 마이크로SD카드 128GB U3 A2 정품 | 15500 | 플래시온
:b 256 GB
플래시온 마이크로SD 카드 256GB U3 A2 | 22000 | 플래시온
:c SD, 128 GB
플래시온 SD 카드 128GB U3 V30 | 19900 | 플래시온
= a1a3 a4a1 b1a1 c1a2 b1a4
@ power bank | 휴대폰액세서리>보조배터리; 디지털>충전기/배터리;
:a 10000 mAh, white
파워리 보조배터리 10000mAh 22.5W 화이트 | 25100 | 파워리
POWERY 고속충전 보조배터리 10,000mAh WHITE 22.5W | 21900 | POWERY
파워리 10000 보조 배터리 흰색 PD 22.5W 정품 | 21400
파워리 보조배터리 10000mAh 22.5W 화이트 ★단독★ | 19500 | 파워리
:b 20000 mAh, white
파워리 보조배터리 20000mAh 22.5W 화이트 | 29900 | 파워리
:c 10000 mAh, black
파워리 보조배터리 10000mAh 22.5W 블랙 | 15700 | 파워리
POWERY 보조배터리 10,000mAh BLACK 22.5W | 21900 | POWERY
= a1a2 a4a1 c1c2 b1a2 a3c1 c2a2 b1a4
@ charger | 휴대폰액세서리>충전기; 디지털>충전기
:a 65 W, 2 ports
차지존 GaN 65W 2포트 고속 충전기 화이트 | 25100 | 차지존
CHARGEZONE 65W GaN 충전기 C타입 2구 화이트 | 31900 | CHARGEZONE
차지존 GaN 65W 2포트 고속충전기 화이트 | 34800 | 차지존
:b 45 W, 2 ports
차지존 GaN 45W 2포트 고속 충전기 화이트 | 23900 | 차지존
:c 65 W, 2 ports, with cable
차지존 GaN 65W 2포트 고속 충전기 + C타입 케이블 세트 화이트 | 37900 | 차지존
:d 65 W, 3 ports
차지존 GaN 65W 3포트 고속 충전기 화이트 | 44000 | 차지존
CHARGEZONE 65W GaN 충전기 C타입 3구 화이트 | 45200 | CHARGEZONE
= a1a3 d1d2 b1a2 c1a2 d1a3
@ usb cable | 휴대폰액세서리>케이블; 디지털>케이블/젠더;
:a C to C, 2 m
링크온 C to C 고속충전 케이블 100W 2m | 11200 | 링크온
LINKON USB-C to USB-C 케이블 PD 100W 2미터 | 10900 | LINKON
링크온 C타입-C타입 충전 케이블 100W (2M) | 9500
링크온 C to C 고속충전케이블 100W 2m | 9700 | 링크온
:b C to C, 1 m
링크온 C to C 고속충전 케이블 100W 1m | 9300 | 링크온
:c C to lightning, 2 m
링크온 C to 라이트닝 고속충전 케이블 2m | 12900 | 링크온
:d C to C, 2 m, 3 pieces
링크온 C to C 고속충전 케이블 100W 2m 3개 | 25900 | 링크온
= a1a2 a1a4 a3a4 b1a4 c1a3 d1a3 b1a2
@ television | TV>UHDTV; 영상가전>TV
:a 55 inch
LG전자 올레드 TV OLED55B4 138cm 스탠드형 | 1690000 | LG전자
LG OLED 55인치 TV OLED-55B4 스탠드 4K | 1750000 | LG
[엘지전자] 올레드TV 55B4 (138cm) 스탠드 설치포함 | 1650000 | LG전자
LG전자 올레드 TV OLED55B4 138cm 스탠드형 무료설치 | 2005000 | LG전자
:b 65 inch
LG전자 올레드 TV OLED65B4 163cm 스탠드형 | 2390000 | LG전자
:c 55 inch, previous year
LG전자 올레드 TV OLED55B3 138cm 스탠드형 | 1252000 | LG전자
:d 55 inch, wall mounted
LG전자 올레드 TV OLED55B4 138cm 벽걸이형 | 1690000 | LG전자
:e 55 inch, from display
[전시품] LG전자 올레드 TV OLED55B4 138cm 스탠드형 | 1458000 | LG전자
= a1a2 a3a1 a4a1 b1a1 c1a4 d1a2 e1a2
@ robot vacuum | 청소기>로봇청소기; 생활가전>청소기;
:a machine, white
클린보 로봇청소기 RX-900 화이트 | 459000 | 클린보
CLEANBO RX900 물걸레 로봇청소기 WHITE | 469000 | CLEANBO
클린보 RX 900 로봇 청소기 흰색 본체 | 449000
[정품] 클린보 로봇청소기 RX-900 화이트 | 573000 | 클린보
:b machine, black
클린보 로봇청소기 RX-900 블랙 무료배송 | 404000 | 클린보
:c plus machine, white
클린보 로봇청소기 RX-900 플러스 화이트 | 778000 | 클린보
:d filter
클린보 로봇청소기 RX-900 전용 헤파필터 2개 | 15900 | 클린보
:e brushes
클린보 RX900 사이드 브러시 4개 교체용 | 12900
= a1a2 a3a1 a1a4 a3a4 b1a1 c1a3 d1a4 e1a2 d1e1
@ air purifier | 생활가전>공기청정기; 계절가전>공기청정기
:a machine
숨결에어 공기청정기 AC-3055 | 189000 | 숨결에어
숨결에어 AC3055 가정용 공기 청정기 화이트 20평형 | 195000
숨결에어 공기청정기 AC-3055 무료배송 | 187000 | 숨결에어
:b genuine filter
숨결에어 공기청정기 AC-3055 정품 필터 | 46000 | 숨결에어
숨결에어 AC3055용 순정 교체필터 | 36100 | 숨결에어
:c compatible filter
숨결에어 공기청정기 AC-3055 호환 필터 당일발송 | 19900 | 필터나라
:d smaller machine
숨결에어 공기청정기 AC-2055 | 139000 | 숨결에어
= a1a2 a3a1 b1b2 b1a2 c1b1 d1a3
@ tablet | 태블릿PC>안드로이드; 디지털>태블릿;
:a Wi-Fi, 128 GB
탭온 태블릿 T11 11인치 Wi-Fi 128GB 그레이 | 289000 | 탭온
TABON T11 와이파이 128기가 Gray 태블릿PC | 299000 | TABON
탭온 T11 11형 WIFI 128G 그레이 국내정품 | 279000
탭온 태블릿 T11 11인치 Wi-Fi 128GB 그레이 사은품증정 | 292000 | 탭온
:b LTE, 128 GB
탭온 태블릿 T11 11인치 LTE 128GB 그레이 | 452000 | 탭온
:c Wi-Fi, 256 GB
탭온 태블릿 T11 11인치 Wi-Fi 256GB 그레이 | 268000 | 탭온
:d Wi-Fi, 128 GB, refurbished
[리퍼] 탭온 태블릿 T11 11인치 Wi-Fi 128GB 그레이 | 199000 | 탭온
= a1a2 a4a1 a3a4 b1a1 c1a2 d1a2 b1a4
@ mechanical keyboard | 컴퓨터>키보드; PC주변기기>키보드
:a red switches, black
키톡 기계식 키보드 K87 텐키리스 적축 블랙 | 59900 | 키톡
KEYTOK K-87 TKL 기계식키보드 블랙 (적축) | 55400 | KEYTOK
키톡 K87 텐키리스 기계식 블랙/적축 정품 | 57900
키톡 기계식키보드 K87 텐키리스 적축 블랙 | 58900 | 키톡
:b brown switches, black
키톡 기계식 키보드 K87 텐키리스 갈축 블랙 무료배송 | 75500 | 키톡
:c full size, red, black
키톡 기계식 키보드 K104 풀배열 적축 블랙 | 64900 | 키톡
= a1a2 a1a4 a3a4 b1a2 a4b1 c1a2
@ mouse | 컴퓨터>마우스; PC주변기기>무선마우스;
:a wireless, gray
로지온 무선 버티컬 마우스 V3 그레이 | 35900 | 로지온
LOGION V3 버티컬 무선마우스 GRAY | 37900 | LOGION
로지온 무선 버티컬마우스 V3 그레이 | 35500 | 로지온
:b wireless, left handed, gray
로지온 무선 버티컬 마우스 V3 왼손용 그레이 | 35900 | 로지온
:c wired, gray
로지온 유선 버티컬 마우스 V3 그레이 | 30600 | 로지온
LOGION V3 버티컬 유선마우스 GRAY | 27900 | LOGION
= a1a2 a1a3 b1a2 c1a2 c2a3
@ mirrorless camera | 카메라>미러리스; 디지털카메라>렌즈교환식
:a body
옵티카 미러리스 카메라 OM-50 바디 블랙 | 989000 | 옵티카
OPTICA OM50 BODY 블랙 정품 | 999000 | OPTICA
옵티카 OM-50 미러리스 블랙 (바디 단품) | 969000
옵티카 미러리스 카메라 OM-50 바디 블랙 [정품등록 가능] | 992000 | 옵티카
:b kit with 18-55
[당일출고] 옵티카 미러리스 카메라 OM-50 18-55mm 렌즈킷 블랙 | 1189000 | 옵티카
OPTICA OM50 + 18-55 KIT 블랙 정품 | 1210000 | OPTICA
:c used body
[중고] 옵티카 OM-50 미러리스 바디 블랙 | 649000 | 옵티카
:d mark II body
옵티카 미러리스 카메라 OM-50 II 바디 블랙 | 1083000 | 옵티카
= a1a2 a3a1 a1a4 b1b2 b1a3 b2a2 c1a4 d1a3 c1a3
@ printer toner | 프린터>토너; 사무기기>프린터소모품;
:a genuine, black
프린코 정품토너 PT-D450 블랙 | 69000 | 프린코
PRINCO PTD450 검정 토너 정품 | 72000 | PRINCO
프린코 정품토너 PT-D450 블랙 당일출고 | 70500 | 프린코
:b compatible, black
프린코 PT-D450 호환토너 블랙 | 19900 | 토너천국
PTD450 프린코용 호환 토너 검정 | 15900 | 토너천국
:c genuine, high yield, black
프린코 정품토너 PT-D450L 블랙 대용량 | 87100 | 프린코
:d genuine, cyan
프린코 정품토너 PT-D450 시안(파랑) | 81400 | 프린코
= a3a1 b1b2 b1a1 c1a3 d1a2
@ hair dryer | 미용가전>드라이기; 생활가전>헤어드라이어
:a pink
윈디아 BLDC 헤어드라이기 WD-700 핑크 | 79000 | 윈디아
WINDIA WD700 BLDC 드라이어 핑크 1600W | 82000 | WINDIA
윈디아 항공모터 드라이기 WD-700 PINK 거치대 증정 | 75900
[무료배송] 윈디아 BLDC 헤어 드라이기 WD-700 핑크 | 78500 | 윈디아
:b gray
윈디아 BLDC 헤어드라이기 WD-700 그레이 | 62400 | 윈디아
:c newer model, pink
윈디아 BLDC 헤어드라이기 WD-750 핑크 | 116800 | 윈디아
= a1a2 a1a4 a3a4 b1a1 c1a4 a2c1 b1a3
@ electric kettle | 주방가전>전기포트; 가전>무선포트;
:a 1.7 l
보글온 스텐 전기포트 BK-170 1.7L | 29900 | 보글온
보글온 무선 주전자 BK170 1.7리터 스테인리스 | 31900
BOGLEON 전기 포트 1700ml BK-170 스텐 | 22800 | BOGLEON
보글온 스텐 전기포트 BK-170 1.7L 무료배송 | 38400 | 보글온
:b 1.0 l
보글온 스텐 전기포트 BK-100 1.0L | 24900 | 보글온
:c glass, 1.7 l
보글온 유리 전기포트 BG-170 1.7L | 33800 | 보글온
= a1a2 a1a4 a3a4 b1a2 c1a4 b1a3
@ game console | 게임>게임기; 디지털>콘솔게임기
:a disc edition
플레이큐브 2 디스크 에디션 1TB 본체 | 598000 | 플레이큐브
PLAYCUBE2 콘솔 게임기 디스크에디션 국내정발 1TB | 615000 | PLAYCUBE
플레이큐브2 디스크 에디션 1TB 본체 새상품 | 605000 | 플레이큐브
:b digital edition
플레이큐브 2 디지털 에디션 1TB 본체 | 498000 | 플레이큐브
PLAYCUBE2 게임기 디지털에디션 국내정발 1TB | 641000 | PLAYCUBE
:c controller
플레이큐브 2 무선 컨트롤러 | 79000 | 플레이큐브
:d used disc edition
[당일출고] (중고) 플레이큐브 2 디스크 에디션 1TB 본체 풀박스 | 420000 | 플레이큐브
= a1a3 b1b2 a1b1 c1a3 d1a2
@ smart watch | 웨어러블>스마트워치; 디지털>스마트워치;
:a 44 mm, black
삼성 갤럭시 워치6 44mm 블루투스 그라파이트 SM-R940 | 202000 | 삼성전자
SAMSUNG 갤럭시워치6 44미리 그라파이트 (R940) 블루투스 | 239000 | SAMSUNG
Galaxy Watch6 44mm 그라파이트 SMR940N 정품 | 178000 | 삼성
삼성 갤럭시워치6 44mm 블루투스 그라파이트 SM-R940 | 286000 | 삼성전자
:b 40 mm, black
삼성 갤럭시 워치6 40mm 블루투스 그라파이트 SM-R930 | 199000 | 삼성전자
:c 44 mm, black, LTE
삼성 갤럭시 워치6 44mm LTE 그라파이트 SM-R945 | 269000 | 삼성전자
:d strap for 44 mm
갤럭시 워치6 44mm 호환 실리콘 스트랩 그라파이트 당일발송 | 18000 | 워치핏
:e generation 5, 44 mm
삼성 갤럭시 워치5 44mm 블루투스 그라파이트 SM-R910 | 169000 | 삼성전자
= a1a2 a3a1 a4a1 b1a1 c1a2 d1a4 e1a2
@ electric fan | 계절가전>선풍기; 생활가전>선풍기
:a 14 inch stand
바람골 스탠드 선풍기 14인치 BF-14S 화이트 | 49900 | 바람골
바람골 BF14S 가정용 선풍기 14형 (화이트) | 52900
바람골 스탠드 선풍기 14인치 BF-14S 화이트 무료배송 | 51500 | 바람골
:b 16 inch stand
바람골 스탠드 선풍기 16인치 BF-16S 화이트 | 47300 | 바람골
:c 14 inch with remote control
바람골 스탠드 선풍기 14인치 리모컨 BF-14R 화이트 | 62900 | 바람골
바람골 BF14R 리모콘 선풍기 14형 (화이트) | 64900
= a1a2 a1a3 c1c2 b1a2 c1a2 c2a3
@ graphics card | PC부품>그래픽카드; 컴퓨터>그래픽카드;
:a 4060, 8 GB
제트온 지포스 RTX 4060 듀얼 OC D6 8GB | 429000 | 제트온
JETON GeForce RTX4060 DUAL OC 8G | 383000 | JETON
제트온 RTX 4060 Dual OC 8기가 그래픽카드 | 425000
제트온 지포스 RTX4060 듀얼 OC D6 8GB | 504000 | 제트온
:b 4060 Ti, 8 GB
제트온 지포스 RTX 4060 Ti 듀얼 OC D6 8GB | 704000 | 제트온
:c 4060 Ti, 16 GB
제트온 지포스 RTX 4060 Ti 듀얼 OC D6 16GB 사은품증정 | 598000 | 제트온
JETON GeForce RTX4060TI DUAL OC 16G | 689000 | JETON
= a1a2 a3a1 a1a4 b1a3 b1c1 c1a4 c2b1
`
