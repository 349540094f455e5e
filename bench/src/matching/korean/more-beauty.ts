/** More families of cosmetics and health; for how to read them see `korean-pairs.ts`. */
export const moreBeautyFamilies = `
@ ampoule line | 스킨케어>앰플; 화장품>에센스/앰플;
:a cica, 30 ml
이슬결 시카 진정 앰플 30ml | 19900 | 이슬결
ISULGYEOL 시카앰플 30ml 진정케어 | 21500 | ISULGYEOL
이슬결 병풀 시카 앰플 30mL 진정 | 18900
:b propolis, 30 ml
이슬결 프로폴리스 광채 앰플 30ml | 19900 | 이슬결
ISULGYEOL 프로폴리스앰플 30ml 광채케어 | 21500 | ISULGYEOL
:c cica, 50 ml
이슬결 시카 진정 앰플 50ml | 28900 | 이슬결
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1
@ sheet mask | 마스크팩; 스킨케어>마스크/팩;
:a green tea, 10
초록숲 녹차 마스크팩 23ml 10매 | 9900 | 초록숲
초록숲 그린티 시트마스크 10장 23ml | 10500 | 초록숲
초록숲 마스크팩 녹차 23ml x 10매입 | 9500
:b pomegranate, 10
초록숲 석류 마스크팩 23ml 10매 | 9900 | 초록숲
초록숲 석류 시트마스크 10장 23ml | 10500 | 초록숲
:c green tea, 30
초록숲 녹차 마스크팩 23ml 30매 | 25900 | 초록숲
:d snail, 10
초록숲 마스크팩 달팽이 23ml x 10매입 | 9500
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1 d1a3
@ shampoo line | 헤어>샴푸; 생활용품>샴푸;
:a damage repair, 500 ml
모아결 데미지 리페어 샴푸 500ml | 9900 | 모아결
모아결 샴푸 데미지리페어 500mL 펌프 | 10200 | 모아결
MOAGYEOL 손상모 데미지 리페어샴푸 500ml | 11900 | MOAGYEOL
:b volume, 500 ml
모아결 볼륨 업 샴푸 500ml | 9900 | 모아결
모아결 샴푸 볼륨업 500mL 펌프 | 10200 | 모아결
:c treatment, damage repair
모아결 데미지 리페어 트리트먼트 500ml | 10900 | 모아결
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1
@ body wash scent | 바디케어>바디워시; 생활용품>바디워시
:a fig
몸뜰 퍼퓸 바디워시 피그 500g | 8900 | 몸뜰
몸뜰 향수 바디워시 무화과향 500g | 9300 | 몸뜰
몸뜰 퍼퓸바디워시 500g 피그향 무료배송 | 11900
:b musk
몸뜰 퍼퓸 바디워시 머스크 500g | 8900 | 몸뜰
몸뜰 퍼퓸바디워시 500g 화이트머스크향 무료배송 | 11900
:c cherry blossom
몸뜰 퍼퓸 바디워시 체리블라썸 500g | 8900 | 몸뜰
= a1a2 a1a3 b1b2 b1a1 b2a3 c1a1 c1b1
@ cushion shade | 메이크업>쿠션; 화장품>베이스
:a 21 light
루나페이스 커버 쿠션 21호 라이트 15g | 23900 | 루나페이스
LUNAFACE 커버쿠션 #21 LIGHT 본품 | 24900 | LUNAFACE
루나페이스 커버 쿠션 21 라이트 본품 15g | 22900
:b 23 natural
루나페이스 커버 쿠션 23호 내추럴 15g | 23900 | 루나페이스
LUNAFACE 커버쿠션 #23 NATURAL 본품 | 24900 | LUNAFACE
:c 21, glow
루나페이스 글로우 쿠션 21호 라이트 15g | 23900 | 루나페이스
:d 21, refill only
루나페이스 커버 쿠션 21호 라이트 리필 15g | 14900 | 루나페이스
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1 d1a1
@ eye palette | 색조>아이섀도; 메이크업>아이팔레트;
:a peach daily
꽃물 아이 팔레트 피치데일리 9구 | 21900 | 꽃물
꽃물 아이섀도우 팔레트 피치 데일리 9색 | 22900 | 꽃물
꽃물 9구 섀도우 팔레트 #피치데일리 정품 | 20900
:b mute brown
꽃물 아이 팔레트 뮤트브라운 9구 | 21900 | 꽃물
꽃물 아이섀도우 팔레트 뮤트 브라운 9색 | 22900 | 꽃물
:c lilac garden
꽃물 9구 섀도우 팔레트 #라일락가든 정품 | 20900
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a3 c1b1
@ hand cream scents | 바디케어>핸드크림; 화장품>핸드크림
:a vetiver
손길 퍼퓸 핸드크림 베티버 50ml | 7900 | 손길
손길 핸드크림 베티버향 50mL | 8200 | 손길
손길 Vetiver 핸드 크림 50ml 선물 | 7500
:b freesia
손길 퍼퓸 핸드크림 프리지아 50ml | 7900 | 손길
손길 핸드크림 프리지아향 50mL | 8200 | 손길
:c cedarwood
손길 퍼퓸 핸드크림 시더우드 50ml | 7900 | 손길
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1 c1b2
@ toothpaste line | 구강>치약; 생활용품>구강용품
:a tartar
하얀이 치석케어 치약 120g 6개 | 11900 | 하얀이
하얀이 치약 치석 케어 120gx6입 | 12500 | 하얀이
하얀이 치석케어치약 120g 6개 칫솔증정 | 13500
:b gum
하얀이 잇몸케어 치약 120g 6개 | 11900 | 하얀이
하얀이 치약 잇몸 케어 120gx6입 | 12500 | 하얀이
:c sensitive
하얀이 시린이케어 치약 120g 6개 | 11900 | 하얀이
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1 c1b1
@ cleansing oil | 클렌징>클렌징오일; 스킨케어>클렌징;
:a rice, 200 ml
맑은담 라이스 클렌징 오일 200ml | 15900 | 맑은담
맑은담 쌀 클렌징오일 200ml | 16500 | 맑은담
MALGEUNDAM rice 클렌징오일 200mL 기획 | 17900 | MALGEUNDAM
:b cleansing foam, rice
맑은담 라이스 클렌징 폼 200ml | 12900 | 맑은담
:c camellia
맑은담 동백 클렌징 오일 200ml | 15900 | 맑은담
맑은담 카멜리아 클렌징오일 200ml 동백 | 16500 | 맑은담
= a1a2 a1a3 c1c2 b1a1 c1a1 c2a2
@ omega | 건강식품>오메가3; 헬스>영양제
:a 60 capsules
굿하루 알티지 오메가3 60캡슐 | 19900 | 굿하루
굿하루 rTG 오메가-3 1000mg 60캡슐 2개월분 | 21900 | 굿하루
GOODHARU 알티지오메가3 60정 1박스 | 18900 | GOODHARU
:b vegetable
굿하루 식물성 오메가3 60캡슐 | 24900 | 굿하루
:c krill
굿하루 크릴오일 60캡슐 | 27900 | 굿하루
:d rTG, 180
굿하루 알티지 오메가3 60캡슐 3박스 | 54900 | 굿하루
= a1a2 a1a3 b1a1 c1a1 d1a1
@ vitamin jelly | 건강식품>비타민; 어린이영양제;
:a grape
튼튼곰 멀티비타민 젤리 포도맛 60구미 | 14900 | 튼튼곰
튼튼곰 비타민젤리 포도 60개입 | 15500 | 튼튼곰
튼튼곰 어린이 멀티비타민 구미 포도 60구미 | 13900
:b peach
튼튼곰 멀티비타민 젤리 복숭아맛 60구미 | 14900 | 튼튼곰
튼튼곰 비타민젤리 복숭아 60개입 | 15500 | 튼튼곰
:c grape, calcium
튼튼곰 칼슘 젤리 포도맛 60구미 | 14900 | 튼튼곰
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1
@ red ginseng | 건강식품>홍삼; 선물세트;
:a stick 10 ml x 30
참뿌리 홍삼정 스틱 10ml 30포 | 45900 | 참뿌리
참뿌리 홍삼 스틱 에브리데이 10ml x 30포 쇼핑백 | 47900 | 참뿌리
참뿌리 홍삼정스틱 30포(10ml) 선물용 | 43900
:b pomegranate stick
참뿌리 석류 스틱 10ml 30포 | 35900 | 참뿌리
참뿌리 석류콜라겐 스틱 10ml x 30포 쇼핑백 | 36900 | 참뿌리
:c kids
참뿌리 키즈 홍삼 스틱 10ml 30포 | 39900 | 참뿌리
= a1a2 a1a3 b1a1 b2a2 c1a1
@ nail polish | 네일>매니큐어; 색조화장품>네일;
:a milk tea
톡톡네일 젤 매니큐어 밀크티 10ml | 5900 | 톡톡네일
톡톡네일 매니큐어 #밀크티 10ml | 6200 | 톡톡네일
TOKTOK 젤네일 컬러 밀크티 10ml | 5500 | TOKTOK
:b wine
톡톡네일 젤 매니큐어 와인잔 10ml | 5900 | 톡톡네일
TOKTOK 젤네일 컬러 와인잔 10ml | 5500 | TOKTOK
:c sea glass
톡톡네일 매니큐어 #바다유리 10ml | 6200 | 톡톡네일
:d top coat
톡톡네일 젤 매니큐어 탑코트 10ml | 5900 | 톡톡네일
= a1a2 a1a3 b1b2 b1a1 b2a3 c1a2 d1a1
@ diffuser | 홈프래그런스>디퓨저; 생활>방향제;
:a black cherry
온향 디퓨저 블랙체리 200ml | 16900 | 온향
온향 실내 디퓨저 블랙 체리 200mL 리드스틱 포함 | 17900 | 온향
ONHYANG Black Cherry 디퓨저 200ml | 15900 | ONHYANG
:b cotton
온향 디퓨저 코튼블루 200ml | 16900 | 온향
온향 실내 디퓨저 코튼 블루 200mL 리드스틱 포함 | 17900 | 온향
:c garden sage
온향 디퓨저 가든세이지 200ml | 16900 | 온향
:d refill, black cherry
온향 디퓨저 리필액 블랙체리 200ml | 9900 | 온향
= a1a2 a1a3 b1b2 b1a1 b2a2 c1a1 d1a1
`
