/** Families of clothes, shoes and bags; for how to read them see `korean-pairs.ts`. */
export const fashionFamilies = `
@ court sneakers | 신발>스니커즈; 패션잡화>운동화;
:a white
나이키 코트 비스타 로우 화이트 / NK7731-101 | 105000 | 나이키
NIKE COURT VISTA LOW 흰색 NK7731101 | 72700 | NIKE
나이키 코트비스타 로우 스니커즈 (WHITE) | 86900
[나이키] 코트 비스타 로우 화이트 NK7731-101 | 87900 | 나이키
:b black
나이키 코트 비스타 로우 블랙 / NK7731-001 | 74800 | 나이키
:c white, high
나이키 코트 비스타 하이 화이트 / NK7735-101 | 124700 | 나이키
= a1a2 a3a1 a1a4 a3a4 b1a2 c1a4 b1a3 a3c1
@ running shoes | 신발>러닝화; 스포츠>운동화>러닝화
:a 13, men, navy
뉴발란스 러너 폼 V13 남성 러닝화 네이비 MRF13NV | 139000 | 뉴발란스
NEW BALANCE 러너폼 v13 남자 런닝화 NAVY MRF13-NV | 115000 | NEW BALANCE
[뉴발란스] RUNNER FOAM 13 (MRF13NV) 네이비 남성용 | 135000
뉴발란스 러너폼 V13 남성 러닝화 네이비 MRF13NV 정품 | 121000 | 뉴발란스
:b 12, men, navy
뉴발란스 러너 폼 V12 남성 러닝화 네이비 MRF12NV 무료배송 | 83200 | 뉴발란스
:c 13, women, navy
뉴발란스 러너 폼 V13 여성 러닝화 네이비 WRF13NV | 110000 | 뉴발란스
= a1a2 a3a1 a1a4 a3a4 b1a1 c1a3 a2c1 b1a4
@ slides | 신발>슬리퍼; 패션잡화>샌들/슬리퍼;
:a black with white
아디다스 라이트 슬라이드 블랙:화이트 / AD6120 | 26000 | 아디다스
ADIDAS LITE SLIDE 슬리퍼 BK/WH AD6120 | 34900 | ADIDAS
아디다스 라이트슬라이드 검정/흰색 삼선 슬리퍼 | 31900
아디다스 라이트 슬라이드 블랙:화이트 AD6120 무료배송 | 37900 | 아디다스
:b all black
[무료배송] 아디다스 라이트 슬라이드 올블랙 / AD6122 | 41500 | 아디다스
:c children's
아디다스 라이트 슬라이드 키즈 블랙:화이트 / AD6140K | 31500 | 아디다스
= a1a2 a3a1 a4a1 b1a4 c1a3 b1a2
@ hooded sweatshirt | 상의>후드티; 남성의류>후드티셔츠
:a black
오드라인 베이직 오버핏 기모 후드티 블랙 | 39900 | 오드라인
ODDLINE 기모 오버핏 베이직 후드 티셔츠_BLACK | 42900 | ODDLINE
[기모] 오드라인 베이직 후드티 오버핏 (BK) | 37900
오드라인 베이직 오버핏 기모후드티 블랙 | 38900 | 오드라인
:b charcoal
오드라인 베이직 오버핏 기모 후드티 차콜 | 39900 | 오드라인
ODDLINE 기모 오버핏 베이직 후드 티셔츠_CHARCOAL | 42900 | ODDLINE
:c zip up, black
오드라인 베이직 오버핏 기모 후드집업 블랙 | 45900 | 오드라인
:d black, no lining
오드라인 베이직 오버핏 쭈리 후드티 블랙 | 30200 | 오드라인
= a1a2 a4a1 a3a4 b1a1 b2a4 c1a2 d1a2
@ plain tees | 상의>반팔티; 남성의류>티셔츠;
:a 3 pack, white
무난한옷 릴렉스핏 반팔 티셔츠 3팩 화이트 | 35300 | 무난한옷
[3PACK] 무난한옷 릴렉스 핏 반소매티 WHITE | 36000
무난한옷 반팔티 릴렉스핏 화이트 3장 | 28900 | 무난한옷
무난한옷 릴렉스핏 반팔티셔츠 3팩 화이트 | 29500 | 무난한옷
:b 5 pack, white
무난한옷 릴렉스핏 반팔 티셔츠 5팩 화이트 | 44900 | 무난한옷
[5PACK] 무난한옷 릴렉스핏 반팔티 WHITE | 55300
:c 3 pack, black
무난한옷 릴렉스핏 반팔 티셔츠 3팩 블랙 | 25100 | 무난한옷
:d long sleeves, 3 pack, white
[무료배송] 무난한옷 릴렉스핏 긴팔 티셔츠 3팩 화이트 | 29200 | 무난한옷
= a1a2 a3a1 a1a4 b1b2 b1a1 b2a4 c1a2 d1a2 a3d1
@ wide denim | 바지>데님; 여성의류>청바지
:a light blue
데님온 하이웨이스트 와이드 데님 팬츠 [라이트 블루] | 45900 | 데님온
DENIMON 와이드 데님팬츠 하이웨스트 연청 | 47900 | DENIMON
데님온 하이웨이스트 와이드 청바지 연청색 | 36900
[당일출고] 데님온 하이웨이스트 와이드 데님팬츠 라이트블루 | 44900 | 데님온
:b deep blue
데님온 하이웨이스트 와이드 데님 팬츠 [딥 블루] | 36300 | 데님온
:c straight, light blue
데님온 하이웨이스트 스트레이트 데님 팬츠 [라이트 블루] | 45900 | 데님온
:d shorts, light blue
데님온 하이웨이스트 와이드 데님 쇼츠 [라이트 블루] | 37900 | 데님온
= a1a2 a4a1 a3a4 b1a1 c1a2 d1a4 b1a2
@ long down coat | 아우터>롱패딩; 남성의류>패딩;
:a men, black
하이룩 남성 덕다운 롱패딩 HL4D101 블랙 | 223000 | 하이룩
HILOOK 남자 덕다운 롱 패딩 HL-4D101 BLACK | 199000 | HILOOK
하이룩 HL4D101 롱다운 자켓 남성용 블랙 ★시즌오프★ | 179000
하이룩 남성 덕다운 롱패딩 HL4D101 블랙 무료배송 | 192000 | 하이룩
:b women, black
하이룩 여성 덕다운 롱패딩 HL4D201 블랙 | 238000 | 하이룩
:c men, navy
[무료배송] 하이룩 남성 덕다운 롱패딩 HL4D101 네이비 | 149000 | 하이룩
:d men, short, black
하이룩 남성 덕다운 숏패딩 HL4D111 블랙 | 159000 | 하이룩
= a1a2 a4a1 a3a4 b1a1 c1a3 d1a3 b1a4
@ padded vest | 아우터>패딩조끼; 여성의류>조끼
:a cream
누빔결 경량 구스다운 베스트 크림 | 59900 | 누빔결
누빔결 구스다운 경량 패딩조끼 CREAM | 62900
NUBIM 경량구스 조끼 (크림) 당일출고 | 57900 | 누빔결
누빔결 경량 구스다운베스트 크림 | 58900
:b with sleeves, cream
누빔결 경량 구스다운 자켓 크림 | 94300 | 누빔결
:c mocha
★특가★ 누빔결 경량 구스다운 베스트 모카 | 47300 | 누빔결
= a1a2 a1a3 a4a1 a3a4 b1a2 c1a3 c1a2 b1a4
@ boxer briefs | 속옷>남성드로즈; 언더웨어>남성;
:a 5 pack
코지업 남성 모달 드로즈 5팩 블랙 | 39900 | 코지업
COZYUP 남자 모달드로즈 블랙 5PACK | 35200 | COZYUP
코지업 모달 드로즈 [5P] BK 남성 | 37900
코지업 남성 모달 드로즈 5팩 블랙 무료배송 | 40500 | 코지업
:b 3 pack
코지업 남성 모달 드로즈 3팩 블랙 | 21300 | 코지업
COZYUP 남자 모달드로즈 블랙 3PACK | 32900 | COZYUP
:c long legs, 5 pack
코지업 남성 모달 롱드로즈 5팩 블랙 | 50600 | 코지업
= a1a2 a3a1 a4a1 b1b2 b1a2 b2a2 c1a4 c1a2
@ pyjamas | 속옷>잠옷; 홈웨어>파자마
:a women, sky blue
밤구름 여성 수면 파자마 세트 스카이블루 | 34900 | 밤구름
밤구름 여자 수면잠옷 상하세트 (SKY BLUE) | 36900
BAMGUREUM 수면파자마 여성 하늘색 세트 | 33900 | 밤구름
밤구름 여성 수면파자마 세트 스카이블루 | 34500
:b men, sky blue
밤구름 남성 수면 파자마 세트 스카이블루 | 27600 | 밤구름
:c women, light pink
밤구름 여성 수면 파자마 세트 라이트핑크 | 34900 | 밤구름
:d women, bottoms only, sky blue
밤구름 여성 수면 파자마 바지 스카이블루 | 18900 | 밤구름
= a1a2 a3a1 a1a4 b1a4 c1a3 d1a2 a2c1
@ backpack | 가방>백팩; 패션잡화>백팩;
:a 25 l, black
트래블온 데일리 백팩 25L 블랙 (TB325BK) | 86900 | 트래블온
TRAVELON DAILY BACKPACK 25L BLACK TB-325BK | 72000 | TRAVELON
트래블온 데일리백팩 25리터 검정 노트북수납 | 66900
트래블온 데일리 백팩 25L 블랙 TB325BK 무료배송 | 70500 | 트래블온
:b 32 l, black
트래블온 데일리 백팩 32L 블랙 (TB332BK) | 79000 | 트래블온
:c 25 l, khaki
트래블온 데일리 백팩 25L 카키 (TB325KH) | 69000 | 트래블온
= a1a2 a3a1 a4a1 b1a4 c1a2 b1a2 c1a3
@ hobo bag | 가방>숄더백; 여성가방>호보백
:a medium, ivory
르마레 소프트 호보백 미디엄 아이보리 | 89000 | 르마레
LE MARE 소프트 호보 숄더백 M 아이보리 | 94000 | LE MARE
르 마레 Soft Hobo Bag (M) ivory | 74800
르마레 소프트 호보백 미디엄 아이보리 더스트백 증정 | 91000 | 르마레
:b mini, ivory
르마레 소프트 호보백 미니 아이보리 | 75000 | 르마레
:c medium, black
르마레 소프트 호보백 미디엄 블랙 | 89000 | 르마레
= a1a2 a1a3 a4a1 a3a4 b1a2 c1a3 a2c1 b1a4
@ ball cap | 모자>볼캡; 패션잡화>모자;
:a navy
캡스토리 코듀로이 볼캡 네이비 | 19900 | 캡스토리
CAPSTORY 골덴 볼캡 NAVY FREE | 21900 | CAPSTORY
캡스토리 코듀로이 야구모자 네이비 남녀공용 | 22300
캡스토리 코듀로이 볼캡 네이비 FREE | 19500 | 캡스토리
:b brown
캡스토리 코듀로이 볼캡 브라운 | 19900 | 캡스토리
:c cotton, navy
캡스토리 코튼 볼캡 네이비 | 17900 | 캡스토리
= a1a2 a1a4 b1a4 c1a2 b1a3
@ cashmere scarf | 패션잡화>머플러; 잡화>목도리/스카프
:a gray
울레아 캐시미어 머플러 그레이 | 49900 | 울레아
WOOLEA 캐시미어100 목도리 GREY | 52900 | WOOLEA
울레아 캐시미어 머플러 회색 선물박스 포함 | 48900
[선물포장] 울레아 캐시미어 머플러 그레이 | 50900 | 울레아
:b camel
울레아 캐시미어 머플러 카멜 | 49900 | 울레아
:c wool, gray
울레아 울 머플러 그레이 | 26300 | 울레아
= a1a2 a3a1 a4a1 b1a3 c1a4 b1a2
@ cardigan | 상의>가디건; 여성의류>니트/가디건;
:a women, oatmeal
니트온 여성 브이넥 울 가디건 오트밀 | 54900 | 니트온
KNITON 울 V넥 가디건 여성 OATMEAL | 65400 | KNITON
니트온 V-NECK 울가디건 (오트밀/여) | 52900
니트온 여성 브이넥 울가디건 오트밀 | 53900
:b women, round neck, oatmeal
니트온 여성 라운드넥 울 가디건 오트밀 | 54900 | 니트온
:c men, oatmeal
니트온 남성 브이넥 울 가디건 오트밀 사은품증정 | 59900 | 니트온
:d women, oatmeal, waistcoat
니트온 여성 브이넥 울 니트베스트 오트밀 | 53000 | 니트온
= a1a2 a4a1 a3a4 b1a4 c1a3 d1a3 b1a2
@ leggings | 스포츠의류>레깅스; 여성의류>레깅스
:a 9/10 length, black
핏라인 에어쿨 레깅스 9부 블랙 | 29900 | 핏라인
FITLINE 에어 쿨 9부레깅스 BLACK | 40200 | FITLINE
핏라인 에어쿨링 레깅스 검정 9부 Y존프리 | 28900
핏라인 에어쿨 레깅스 9부 블랙 당일출고 | 30500 | 핏라인
:b 5/10 length, black
핏라인 에어쿨 레깅스 5부 블랙 무료배송 | 25900 | 핏라인
:c 9/10 length, napped, black
핏라인 에어웜 기모 레깅스 9부 블랙 | 32900 | 핏라인
= a1a2 a3a1 a1a4 b1a1 c1a4 b1a3 c1a2
@ pleated skirt | 치마>미니스커트; 여성의류>스커트;
:a mini, charcoal
모먼트리 플리츠 미니 스커트 차콜 | 35900 | 모먼트리
MOMENTRY 미니 플리츠스커트_charcoal | 37900 | MOMENTRY
모먼트리 플리츠 미니스커트 차콜 | 35500 | 모먼트리
:b long, charcoal
★특가★ 모먼트리 플리츠 롱 스커트 차콜 | 45100 | 모먼트리
MOMENTRY 롱 플리츠스커트_charcoal | 41900 | MOMENTRY
:c mini, beige
모먼트리 플리츠 미니 스커트 베이지 | 40600 | 모먼트리
= a1a2 a1a3 b1b2 b1a2 b2a2 c1a3
@ loafers | 신발>로퍼; 여성신발>단화/로퍼
:a women, black, 3 cm
소담슈 여성 페니 로퍼 3cm 블랙 | 59900 | 소담슈
소담슈 페니로퍼 굽 3센치 여자 BLACK | 62900
SODAMSHOE 여성 소가죽 페니로퍼 블랙 3cm 굽 | 57900 | 소담슈
소담슈 여성 페니로퍼 3cm 블랙 | 51800 | 소담슈
:b women, black, 5 cm
소담슈 여성 페니 로퍼 5cm 블랙 | 62900 | 소담슈
:c women, brown, 3 cm
소담슈 여성 페니 로퍼 3cm 브라운 | 59900 | 소담슈
= a1a2 a3a1 a4a1 a3a4 b1a2 c1a3 b1a3 a4c1
@ kids' sneakers | 유아동>운동화; 키즈>신발;
:a pink, 180
꼬마발 벨크로 운동화 핑크 180mm | 27900 | 꼬마발
꼬마발 찍찍이 아동운동화 180 핑크 | 29900
KKOMABAL 키즈 벨크로 스니커즈 PINK 180 | 26900 | 꼬마발
꼬마발 벨크로 운동화 핑크 180mm 무료배송 | 28500 | 꼬마발
:b pink, 200
꼬마발 벨크로 운동화 핑크 200mm | 27900 | 꼬마발
:c blue, 180
[무료배송] 꼬마발 벨크로 운동화 블루 180mm | 27900 | 꼬마발
꼬마발 찍찍이 아동운동화 180 블루 | 35300
= a1a2 a1a4 b1a4 a3c1 c2a2
@ socks | 패션잡화>양말; 속옷/양말>남성양말
:a ankle, 10 pairs, white
발사랑 남성 발목양말 10켤레 화이트 | 14900 | 발사랑
발사랑 남자 발목 양말 흰색 10족 | 15900
[10족] 발사랑 스니커즈 발목양말 남성용 WHITE | 17500 | 발사랑
발사랑 남성 발목 양말 10켤레 화이트 | 14500
:b crew, 10 pairs, white
발사랑 남성 장목양말 10켤레 화이트 무료배송 | 19900 | 발사랑
:c ankle, 5 pairs, white
발사랑 남성 발목양말 5켤레 화이트 | 8900 | 발사랑
= a1a2 a1a4 a3a4 b1a4 c1a3 a2c1 b1a3
@ sunglasses | 패션잡화>선글라스; 잡화>안경/선글라스;
:a black lens
글라시오 라운드 선글라스 GS-204 C1 블랙 | 69500 | 글라시오
GLASSIO GS204 C1 선글라스 BLACK 라운드 | 72200 | GLASSIO
글라시오 라운드 선글라스 GS-204 C1 블랙 케이스포함 | 67600 | 글라시오
:b brown lens
글라시오 라운드 선글라스 GS-204 C3 브라운 | 62400 | 글라시오
GLASSIO GS204 C3 선글라스 BROWN 라운드 | 82000 | GLASSIO
:c square
글라시오 스퀘어 선글라스 GS-214 C1 블랙 | 62400 | 글라시오
= a1a2 a1a3 b1b2 b1a3 b2a2 c1a2
@ leather belt | 패션잡화>벨트; 남성잡화>벨트
:a automatic, black
가죽결 남성 자동 벨트 블랙 소가죽 | 24900 | 가죽결
가죽결 소가죽 자동벨트 남자 검정 120cm 선물포장 | 26900
[선물포장] 가죽결 남성 자동벨트 블랙 소가죽 | 25500 | 가죽결
:b pin buckle, black
가죽결 남성 핀버클 벨트 블랙 소가죽 | 20900 | 가죽결
:c automatic, brown
가죽결 남성 자동 벨트 브라운 소가죽 | 20900 | 가죽결
가죽결 소가죽 자동벨트 남자 갈색 120cm | 29900
= a1a2 a1a3 c1c2 b1a1 c1a3 c2a2
`
