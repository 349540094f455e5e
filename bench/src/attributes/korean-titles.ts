/** Korean titles of our own making, a line each: the title, a tab, and what a person reads in it as name=value, parted by |. */
export const koreanTitleLines = `맑은골 샘물 2L 12병	volume=2 l|packCount=12
맑은골 샘물 500ml×40개	volume=500 ml|packCount=40
해온 탄산수 레몬 350ml 24캔	volume=350 ml|packCount=24
해온 탄산수350mlx20	volume=350 ml|packCount=20
든든목장 우유 900mL 2개	volume=900 ml|packCount=2
든든목장 저지방 우유 1L*3팩	volume=1 l|packCount=3
고소한 두유 190ml x 24팩 무료배송	volume=190 ml|packCount=24
[무료배송] 고소한두유190ml 72팩	volume=190 ml|packCount=72
한아름 신동진쌀 10kg	weight=10 kg
한아름 찹쌀 4키로 2포	weight=4 kg|packCount=2
햇들 현미 5킬로그램	weight=5 kg
바른 만두 고기 1.4kg x 2봉	weight=1.4 kg|packCount=2
바른 만두 김치 350g*4봉지	weight=350 g|packCount=4
소담 포기김치 3kg(1.5kg×2)	weight=3 kg|weight=1.5 kg|packCount=2
소담 총각김치 1.5kg	weight=1.5 kg
바삭 감자칩 오리지널 60g 16개	weight=60 g|packCount=16
바삭감자칩 어니언60g 1+1	weight=60 g|bonusCount=2|packCount=2
[1+1] 튼튼 멀티비타민 90정	bonusCount=2|packCount=180
튼튼 오메가3 60캡슐 3박스	packCount=180
홍삼정 스틱 10g x 30포	weight=10 g|packCount=30
하루 견과 20g 100봉	weight=20 g|packCount=100
촉촉 물티슈 캡형 100매 10팩	sheets=100|packCount=10
촉촉 물티슈 70매×20개	sheets=70|packCount=20
보송 화장지 30m 24롤	length=30000 mm|packCount=24
보송 3겹 화장지 27m×30롤 2팩	length=27000 mm|packCount=60
뽀득 키친타월 150매 6롤	sheets=150|packCount=6
미용티슈 250매 6개입	sheets=250|packCount=6
깔끔 세탁세제 3L 4개	volume=3 l|packCount=4
깔끔 캡슐세제 40개입	packCount=40
섬유유연제 2.1L x 4개입 리필	volume=2.1 l|packCount=4
주방세제 500미리 3개	volume=500 ml|packCount=3
지퍼백 중형 100매	sheets=100
종이컵 6.5온스 1000개	volume=192.2279 ml|packCount=1000
일회용 장갑 200매입	sheets=200
고무장갑 L사이즈 2켤레	size=L|packCount=2
AA 건전지 20개	packCount=20
알카라인 건전지 AAA 12입	packCount=12
LED 전구 12W 주광색 10개	power=12 W|packCount=10
멀티탭 6구 3m	length=3000 mm
여성 오버핏 기모 후드티 블랙	gender=women|style=oversized fit|style=napped lining|style=hooded|color=black
남성 슬림핏 청바지 W32 블루	gender=men|style=slim fit|size=W32|color=blue
남녀공용 무지 반팔티 5팩 화이트	gender=unisex|style=solid|style=short sleeve|packCount=5|color=white
키즈 순면 내의 세트 110	age=kids|material=cotton|size=110
여아 레이스 원피스 핑크 (120)	gender=girls|color=pink|size=120|material=lace
남아 겨울 기모 바지 네이비	gender=boys|season=winter|style=napped lining|color=navy
캐시미어 100 터틀넥 니트_아이보리	material=cashmere|style=turtleneck|color=ivory
울 블렌드 싱글 코트 - 차콜	material=wool|color=gray
린넨 셔츠 [스카이블루]	material=linen|color=blue
와이드 데님 팬츠 (연청)	style=wide fit|material=denim
브이넥 가디건 카키	style=v-neck|color=khaki
덕다운 롱패딩 다크네이비 XL	material=down|color=navy|size=XL
경량 구스다운 조끼 [크림]	material=down|color=ivory
체크 플란넬 셔츠 레드	style=checked|color=red
스트라이프 크루넥 티셔츠 화이트/네이비	style=striped|style=crew neck|color=white|color=navy
코듀로이 볼캡 브라운 FREE	material=corduroy|color=brown|size=FREE
소가죽 반지갑 블랙	material=leather|color=black
인조가죽 토트백 베이지	material=fake leather|color=beige
스웨이드 첼시부츠 다크브라운 (260)	material=suede|color=brown|size=260
여성 메쉬 러닝화 화이트핑크 240mm	gender=women|material=mesh|color=white|color=pink|size=240
남자 등산화 270 사이즈 카키	gender=men|size=270|color=khaki
아동 운동화 190mm 블루	age=kids|size=190|color=blue
발목양말 10켤레 남성용	packCount=10|gender=men
극세사 겨울이불 퀸 그레이	material=microfiber|season=winter|color=gray
스테인리스 텀블러 473ml 실버	material=stainless steel|volume=473 ml|color=silver
내열유리 밀폐용기 1.2L 3개세트	material=glass|volume=1.2 l|packCount=3
세라믹 머그컵 350ml 2P	material=ceramic|volume=350 ml|packCount=2
실리콘 주걱 레드	material=silicone|color=red
대나무 도마 40x28cm	material=bamboo
원목 책상 1200x600mm 화이트	material=wood|color=white
아이폰15프로 투명 케이스	
갤럭시 S24 울트라용 강화유리 필름 2매	compatibility=갤럭시 s24 울트라|material=glass|sheets=2
아이폰 14 전용 실리콘 케이스 미드나잇블루	compatibility=아이폰 14|material=silicone|color=blue
갤럭시버즈2 프로용 케이스 라벤더	compatibility=갤럭시버즈2 프로|color=purple
아이패드 에어5 호환 터치펜 화이트	compatibility=아이패드 에어5|color=white
USB C타입 고속충전 케이블 2m 3개입	length=2000 mm|packCount=3
65W GaN 충전기 화이트	power=65 W|color=white
보조배터리 10000mAh 22.5W 블랙	charge=10 Ah|power=22.5 W|color=black
외장하드 2TB 실버	capacity=2 TB|color=silver
마이크로SD 128GB	capacity=128 GB
SSD 1테라 NVMe	capacity=1 TB
삼정 노트북 NT-750XE 16GB 512GB 그라파이트	model=NT-750XE|capacity=16 GB|capacity=512 GB|color=gray
게이밍 모니터 27인치 165Hz	length=685.8 mm|frequency=165 Hz
무선 이어폰 TW-300 블랙	model=TW-300|color=black
블루투스 스피커 BS-20W 20W	model=BS-20W|power=20 W
로봇청소기 RX9 화이트	model=RX9|color=white
공기청정기 필터 AC-3055 호환	model=AC-3055
전기포트 1.7L 2200W 스텐	volume=1.7 l|power=2.2 kW|material=stainless steel
[리퍼] 태블릿 10.1인치 64GB 그레이	condition=refurbished|length=256.54 mm|capacity=64 GB|color=gray
[중고] 디지털카메라 DX-500 실버	condition=used|model=DX-500|color=silver
중고 스마트폰 128기가 블랙	condition=used|capacity=128 GB|color=black
전시상품 55인치 TV	condition=refurbished|length=1397 mm
미개봉 새상품 게임기 화이트	condition=new|color=white
수분크림 50ml	volume=50 ml
수분크림 50ml x 2	volume=50 ml|packCount=2
선크림 SPF50 60g 1+1 기획	weight=60 g|bonusCount=2|packCount=2
마스크팩 25ml 10매	volume=25 ml|sheets=10
히알루론산 앰플 30ml 2개	volume=30 ml|packCount=2
립스틱 로즈핑크	color=pink
매트 립틴트 4g 코랄핑크	weight=4 g|color=pink
샴푸 1000ml+트리트먼트 500ml	volume=1 l|volume=500 ml
바디워시 900g 2+1	weight=900 g|bonusCount=3|packCount=3
KF94 마스크 대형 블랙 50매	color=black|sheets=50
새부리형 마스크 화이트 100매	color=white|sheets=100
기저귀 팬티 4단계 남아 58매	gender=boys|sheets=58
유아 물티슈 80매 10팩	age=baby|sheets=80|packCount=10
신생아 젖병 160ml 2개	age=baby|volume=160 ml|packCount=2
분유 800g 3캔	weight=800 g|packCount=3
강아지 사료 6kg	weight=6 kg
고양이 모래 7L x 3포	volume=7 l|packCount=3
고양이 간식 15g×50개	weight=15 g|packCount=50
A4용지 75g 2500매	weight=75 g|sheets=2500
볼펜 0.5mm 블랙 12자루	length=0.5 mm|color=black|packCount=12
형광펜 5색 세트	
박스테이프 48mm 50m 50개	length=48 mm|length=50000 mm|packCount=50
전동드릴 18V 2Ah	voltage=18 V|charge=2 Ah
예초기 4.2kg 레드	weight=4.2 kg|color=red
캠핑의자 카키 2개 세트	color=khaki|packCount=2
텐트 4인용 베이지	color=beige
등산 배낭 40L 블랙	volume=40 l|color=black
접이식 자전거 20인치 민트그린	length=508 mm|color=green
골프장갑 양가죽 23호 화이트	material=leather|color=white|size=23호
요가매트 10mm 퍼플	length=10 mm|color=purple
아령 5kg 2개	weight=5 kg|packCount=2
여름 냉감 이불 싱글 스카이블루	season=summer|color=blue
봄가을 간절기 바람막이 민트	season=spring/fall|color=green
사계절 차렵이불 퀸	season=all seasons
24FW 여성 트위드 자켓 블랙	season=fall/winter|gender=women|material=tweed|color=black
25SS 남성 반소매 셔츠 화이트 L	season=spring/summer|gender=men|style=short sleeve|color=white|size=L
주니어 트레이닝복 세트 네이비 150	age=kids|style=sports|color=navy|size=150
성인용 기저귀 대형 10매 8팩	age=adults|sheets=10|packCount=8
시니어 지팡이 브라운	age=seniors|color=brown
커플 잠옷 세트 순면	gender=unisex|material=cotton
남여공용 슬리퍼 그레이 250	gender=unisex|color=gray|size=250
14K 목걸이 로즈골드	material=gold 14k|color=gold
은925 귀걸이 실버	material=sterling silver|color=silver
티타늄 안경테 건메탈	
카본블랙 자전거 헬멧 L	color=black|size=L
알루미늄 노트북 거치대 스페이스그레이	material=aluminum|color=gray
강화유리 체중계 화이트	material=glass|color=white
플라스틱 수납박스 50L 3개	material=plastic|volume=50 l|packCount=3
나무젓가락 100개	material=wood|packCount=100
종이호일 30cm×20m 2개	packCount=2
크롭 니트 가디건 핑크 S	style=cropped|color=pink|size=S
루즈핏 민소매 블랙 2XL	style=oversized fit|style=sleeveless|color=black|size=2XL
하이넥 플리스 집업 오트밀	style=turtleneck|material=fleece|style=zip-up|color=ivory
플로럴 롱스커트 라벤더	style=floral|color=purple
도트 블라우스 아이보리	style=dotted|color=ivory
벨벳 헤어밴드 와인	material=velvet|color=red
새틴 스크런치 3개 세트	material=satin|packCount=3
나일론 크로스백 올리브	material=nylon|color=khaki
캔버스 에코백 네츄럴	material=canvas
기모 레깅스 차콜 2매	style=napped lining|color=gray|sheets=2
무형광 면봉 300개	packCount=300
청정수 생수2리터6입	volume=2 l|packCount=6
제로사이다 1.5리터 12페트	volume=1.5 l|packCount=12
콜드브루 원액 500밀리 2병	volume=500 ml|packCount=2
믹스커피 180개입	packCount=180
원두커피 1kg 홀빈	weight=1 kg
녹차 티백 1.5g 50티백	weight=1.5 g
참치캔 100g×20캔	weight=100 g|packCount=20
스팸류 햄 200g x 9개	weight=200 g|packCount=9
컵라면 65g 24개 1박스	weight=65 g|packCount=24
봉지라면 120g 40봉	weight=120 g|packCount=40
즉석밥 210g 36개	weight=210 g|packCount=36
냉동 볶음밥 300g 10팩	weight=300 g|packCount=10
닭가슴살 100g 30팩	weight=100 g|packCount=30
한우 등심 500그램	weight=500 g
손질 오징어 1키로	weight=1 kg
구운 김 5g 72봉	weight=5 g|packCount=72
고추장 2.8kg	weight=2.8 kg
올리브유 1L 2병	volume=1 l|packCount=2
참기름 320ml 2개 세트	volume=320 ml|packCount=2
꿀 2.4키로그램	weight=2.4 kg
사과 5kg 20과내	weight=5 kg
감귤 3kg (2S)	weight=3 kg
블루베리 냉동 1kg 3봉	weight=1 kg|packCount=3
초콜릿 40g x 24입	weight=40 g|packCount=24
젤리 100g 12봉	weight=100 g|packCount=12
아이스크림 파인트 474ml 4개	volume=474 ml|packCount=4
프로틴 쉐이크 2kg 초코	weight=2 kg
비타민C 1000mg 300정	weight=1 g|packCount=300
유산균 2g×60포 2개월분	weight=2 g|packCount=60
콜라겐 젤리 20g 15포 4박스	weight=20 g|packCount=60
여성용 면도기 핑크	gender=women|color=pink
남성용 스킨 로션 세트 150ml	gender=men|volume=150 ml
전기면도기 블랙 ES-1200	color=black|model=ES-1200
칫솔 미세모 12개입	packCount=12
치약 120g 10개	weight=120 g|packCount=10
가글 750ml 3병	volume=750 ml|packCount=3
생리대 중형 36매	sheets=36
여성청결제 200ml	gender=women|volume=200 ml
헤어드라이기 1800W 로즈골드	power=1.8 kW|color=gold
고데기 32mm 화이트	length=32 mm|color=white
쿠션 팩트 15g 21호	weight=15 g
아이섀도우 팔레트 브라운	color=brown
네일 스티커 30매	sheets=30
향수 100ml 우먼	volume=100 ml|gender=women
면 100% 수건 40x80cm 10장 그레이	material=cotton|sheets=10|color=gray
호텔수건 200g 5매 화이트	weight=200 g|sheets=5|color=white
커튼 암막 130x230 네이비 2장	color=navy|sheets=2
러그 150x200cm 아이보리	color=ivory
메모리폼 베개 2개	packCount=2
방수 매트리스커버 슈퍼싱글 화이트	color=white
린넨 식탁보 베이지	material=linen|color=beige
오크 원목 협탁	material=wood
스틸 선반 5단 블랙	color=black
옷걸이 논슬립 50개 블랙	packCount=50|color=black
압축팩 특대형 10매	sheets=10
빨래바구니 40L 화이트	volume=40 l|color=white
욕실매트 규조토 그레이	color=gray
변기세정제 40g 12개	weight=40 g|packCount=12
제습제 520ml 24개	volume=520 ml|packCount=24
디퓨저 200ml 리필 500ml	volume=200 ml|volume=500 ml
쓰레기봉투 50L 100매	volume=50 l|sheets=100
수세미 20개입	packCount=20
프라이팬 28cm 블랙	length=280 mm|color=black
인덕션 냄비 20cm 스텐	length=200 mm|material=stainless steel
도자기 접시 4P 화이트	material=ceramic|packCount=4|color=white
와인잔 2개 세트 크리스탈	packCount=2
텀블러 900ml 피치핑크	volume=900 ml|color=pink
보온도시락 1.8L 네이비	volume=1.8 l|color=navy
전기밥솥 10인용 RC-10H 블랙	model=RC-10H|color=black
에어프라이어 5.5L 1700W 크림화이트	volume=5.5 l|power=1.7 kW|color=white
믹서기 600W 1.5리터	power=600 W|volume=1.5 l
커피머신 EM-450 실버	model=EM-450|color=silver
선풍기 14인치 화이트	length=355.6 mm|color=white
전기장판 더블 브라운	color=brown
가습기 4L 화이트	volume=4 l|color=white
무선청소기 VC-A9 배터리 2500mAh	model=VC-A9|charge=2.5 Ah
다이슨 V11 호환 필터 2개	compatibility=다이슨 v11|packCount=2
캐논 PG-945용 잉크 블랙	compatibility=캐논 pg-945|color=black
HP 678 호환 잉크 컬러	compatibility=hp 678
삼성 MLT-D111S 호환 토너 블랙	compatibility=삼성 mlt-d111s|color=black
애플워치 44mm 전용 스트랩 미드나잇	compatibility=애플워치 44mm
닌텐도 스위치용 조이콘 그립 네온레드	compatibility=닌텐도 스위치|color=red
갤럭시탭 S9용 키보드 커버 블랙	compatibility=갤럭시탭 s9|color=black
맥북프로 14인치 호환 파우치 그레이	compatibility=맥북프로 14인치|color=gray
에어팟 프로2 케이스 실리콘 민트	material=silicone|color=green
HDMI 케이블 5m 블랙	length=5000 mm|color=black
랜선 CAT6 10M 그레이	length=10000 mm|color=gray
무선마우스 MS-210 핑크	model=MS-210|color=pink
기계식 키보드 KB-87 화이트 청축	model=KB-87|color=white
웹캠 FHD WC-1080	model=WC-1080
그래픽카드 12GB 블랙	capacity=12 GB|color=black
데스크탑 i5 16GB SSD 512GB	capacity=16 GB|capacity=512 GB
USB메모리 64기가 2개	capacity=64 GB|packCount=2
스마트워치 SW-7 실버 44mm	model=SW-7|color=silver|length=44 mm
차량용 거치대 블랙	color=black
자동차 엔진오일 5W30 1L 6개	volume=1 l|packCount=6
워셔액 1.8L 12개	volume=1.8 l|packCount=12
타이어 17인치	length=431.8 mm
블랙박스 2채널 64GB	capacity=64 GB
골프공 12구 화이트	packCount=12|color=white
축구공 5호 블랙화이트	color=black|color=white
배드민턴 라켓 4U 레드	color=red
수영복 여성 블랙 90	gender=women|color=black|size=90
래쉬가드 남성 긴팔 네이비 100	gender=men|style=long sleeve|color=navy|size=100
아쿠아슈즈 키즈 180 핑크	age=kids|color=pink|size=180
등산스틱 2개 세트 알루미늄	packCount=2|material=aluminum
낚시대 3.6m	length=3600 mm
침낭 사계절 1.8kg 카키	season=all seasons|weight=1.8 kg|color=khaki
폴로 카라 반팔 티셔츠 그린 M	style=short sleeve|color=green|size=M
세미오버핏 옥스포드 셔츠 블루	style=semi-oversized fit|color=blue
하프집업 맨투맨 멜란지그레이	style=zip-up|color=gray
후드집업 기모 딥그린 L/XL	style=hooded|style=napped lining|color=green|size=L|size=XL
테이퍼드 슬랙스 블랙 30	style=straight fit|color=black|size=30
밴딩 조거팬츠 차콜 105	color=gray|size=105
플리츠 스커트 베이지 FREE	color=beige|size=FREE
니트 원피스 버건디	color=red
무스탕 자켓 카멜	material=fur|color=brown
레더 라이더 자켓 블랙 95	material=leather|color=black|size=95
발마칸 코트 오트밀 (M)	color=ivory|size=M
양털 후리스 아이보리 F	material=fleece|color=ivory|size=FREE
롱패딩 화이트 남녀공용 3XL	color=white|gender=unisex|size=3XL
브라렛 누드베이지 75B	color=beige|size=75B
남성 드로즈 3매 95 블랙	gender=men|sheets=3|color=black|size=95
임산부 레깅스 블랙 L	color=black|size=L
앞치마 린넨 네이비	material=linen|color=navy
학생 실내화 화이트 230	color=white|size=230
로퍼 여성 소가죽 블랙 235	gender=women|material=leather|color=black|size=235
스니커즈 남성 260mm 화이트/블랙	gender=men|size=260|color=white|color=black
샌들 여름 키높이 베이지 240	season=summer|color=beige|size=240
털부츠 방한 아동 그레이 200	season=winter|age=kids|color=gray|size=200
백팩 노트북 15.6인치 차콜 25L	length=396.24 mm|color=gray|volume=25 l
캐리어 24인치 라이트핑크	length=609.6 mm|color=pink
카드지갑 카우하이드 탄브라운	material=leather|color=brown
선글라스 블랙 남녀공용	color=black|gender=unisex
머플러 캐시미어 카멜브라운	material=cashmere|color=brown
비니 울 다크그레이	material=wool|color=gray
벨트 35mm 소가죽 브라운 FREE	length=35 mm|material=leather|color=brown|size=FREE
손목시계 메탈 실버 36mm	color=silver|length=36 mm
우산 자동 3단 네이비	color=navy
유아 우비 옐로우 100	age=baby|color=yellow|size=100
아기띠 올시즌 그레이	age=baby|color=gray
레고류 블록 1000피스	
보드게임 어린이 2~4인용	age=kids
색연필 24색	
스케치북 8절 30매 5권	sheets=30|packCount=5
노트 B5 스프링 5권	packCount=5
수납함 투명 10L 4개	color=transparent|volume=10 l|packCount=4
화분 세라믹 화이트 15cm	material=ceramic|color=white|length=150 mm
조화 장미 레드 10송이	color=red|packCount=10
캔들 소이 200g 라벤더향	weight=200 g
LED 스탠드 10W 블랙	power=10 W|color=black
드립백 커피 10g 20개입 x 3	weight=10 g|packCount=60`
