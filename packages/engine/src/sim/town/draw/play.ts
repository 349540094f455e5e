import type { Draw } from './paint.ts'

/** What is played with, written with, taken outside, and for small ones on two legs or four. */
export const play = {
  toy: (p) =>
    p.box(86, 230, 92, 92, 10, '#e7a24f') +
    p.box(188, 230, 92, 92, 10, '#5f9fd0') +
    p.box(136, 132, 92, 92, 10) +
    p.path('M182 150L204 200H160Z', p.pale) +
    p.disc(132, 276, 23, '#fdf1dc') +
    p.path('M234 252L258 276 234 300 210 276Z', '#e4f1fb') +
    p.disc(304, 294, 28, '#e0707b'),
  bear: (p) =>
    p.disc(144, 108, 32, p.dark) +
    p.disc(256, 108, 32, p.dark) +
    p.oval(200, 256, 82, 72) +
    p.oval(120, 248, 26, 42, p.dark) +
    p.oval(280, 248, 26, 42, p.dark) +
    p.oval(200, 264, 48, 46, p.pale) +
    p.disc(200, 148, 76) +
    p.oval(200, 174, 34, 26, p.pale) +
    p.disc(170, 138, 7, '#2b2f36') +
    p.disc(230, 138, 7, '#2b2f36') +
    p.oval(200, 164, 11, 8, '#2b2f36') +
    p.oval(150, 318, 34, 20, p.dark) +
    p.oval(250, 318, 34, 20, p.dark),
  diaper: (p) =>
    p.box(92, 96, 216, 226, 22, p.light) +
    p.stroke('M166 96Q166 66 200 66T234 96', p.dark, 9) +
    p.box(92, 206, 216, 116, 22, p.ink) +
    p.path('M140 164H260Q256 228 220 232Q214 262 200 262T180 232Q144 228 140 164Z', '#fffdf8') +
    p.stroke('M144 188Q162 196 176 226M256 188Q238 196 224 226', p.light, 4) +
    p.stroke('M140 290H260', p.pale, 8),
  paw: (p) =>
    p.path('M112 92H288L300 306Q200 332 100 306Z') +
    p.box(106, 76, 188, 32, 6, p.dark) +
    p.disc(200, 208, 68, '#fdfaf4') +
    p.path('M164 236Q168 206 200 200Q232 206 236 236Q226 252 200 244Q174 252 164 236Z', p.dark) +
    p.oval(160, 194, 11, 15, p.dark) +
    p.oval(186, 172, 11, 16, p.dark) +
    p.oval(214, 172, 11, 16, p.dark) +
    p.oval(240, 194, 11, 15, p.dark),
  bone: (p) =>
    p.path('M112 92H288L300 306Q200 332 100 306Z') +
    p.box(106, 76, 188, 32, 6, p.dark) +
    p.disc(200, 208, 70, '#fdfaf4') +
    `<g transform="rotate(-32 200 208)">${p.box(156, 196, 88, 24, 8, '#d9a866')}${[
      [154, 192],
      [154, 224],
      [246, 192],
      [246, 224],
    ]
      .map(([x, y]) => p.disc(x!, y!, 17, '#d9a866'))
      .join('')}</g>`,
  ball: (p) =>
    p.disc(200, 208, 112) +
    p.stroke('M200 96V320M88 208H312M122 128Q190 208 122 288M278 128Q210 208 278 288', p.deep, 6) +
    p.path('M124 156Q150 112 200 106Q160 132 146 172Z', p.light),
  soccer: (p) =>
    p.disc(200, 208, 112, '#faf8f3') +
    p.path('M200 162L244 194 227 246H173L156 194Z', p.deep) +
    p.path(
      'M176 100Q200 92 224 100L200 122ZM94 178L124 184 118 222 90 230Q86 204 94 178ZM306 178L276 184 282 222 310 230Q314 204 306 178ZM136 300L154 276 186 296 180 318Q154 314 136 300ZM264 300L246 276 214 296 220 318Q246 314 264 300Z',
      p.deep,
    ) +
    p.stroke('M200 122V162M124 184L156 194M276 184L244 194M154 276L173 246M246 276L227 246', p.dark, 4),
  racket: (p) =>
    `<g transform="rotate(35 210 190)">${p.oval(200, 132, 70, 88, p.ink)}${p.oval(200, 132, 56, 74, '#eef2f4')}${p.stroke('M172 72V192M200 60V204M228 72V192M146 108H254M144 136H256M150 164H250', '#aab3bb', 3)}${p.box(193, 218, 14, 60, 4, p.dark)}${p.box(187, 270, 26, 92, 10, p.deep)}</g>` +
    p.disc(116, 284, 24, '#e8d34f'),
  mat: (p) =>
    p.path('M150 288L212 204H362L330 312H150Z', p.light) +
    p.stroke('M176 292L222 220H346M330 306L354 220', p.pale, 5) +
    p.path('M114 176H214Q240 196 240 236T214 312H114Z') +
    p.oval(114, 244, 52, 68, p.dark) +
    p.oval(114, 244, 38, 51, p.light) +
    p.oval(114, 244, 27, 37, p.dark) +
    p.oval(114, 244, 15, 21, p.light) +
    p.stroke('M188 178Q214 204 212 244T188 310', p.pale, 9),
  block: (p) =>
    p.path('M76 214L186 158 332 196V268L222 326 76 286Z') +
    p.path('M76 214L186 158 332 196 222 254Z', p.light) +
    p.path('M222 254L332 196V268L222 326Z', p.dark) +
    p.stroke('M104 246L194 272M104 268L194 294', p.dark, 4),
  ring: (p) =>
    p.disc(200, 204, 112) +
    p.disc(200, 204, 78, '#fdfaf4') +
    p.box(76, 166, 46, 76, 20, p.deep) +
    p.box(278, 166, 46, 76, 20, p.deep) +
    p.stroke('M130 136Q156 106 196 102', p.light, 8),
  roller: (p) =>
    p.path('M112 148H300Q336 148 336 220T300 292H112Z') +
    p.stroke('M168 150V290M212 150V290M256 150V290M300 150V290', p.dark, 7) +
    p.oval(112, 220, 48, 72, p.dark) +
    p.oval(112, 220, 30, 46, p.deep) +
    p.oval(112, 220, 22, 35, p.pale),
  tent: (p) =>
    p.path('M200 92L58 312H342Z') +
    p.path('M200 92L286 312H342Z', p.dark) +
    p.path('M200 148L146 312H200Z', p.deep) +
    p.path('M200 148L232 312H200Z', p.pale) +
    p.stroke('M200 92L190 74M200 92L210 74M58 312L36 322M342 312L364 322', p.deep, 5),
  chair: (p) =>
    p.stroke('M128 322L256 206M272 322L144 206M132 196L112 84M268 196L288 84', '#6a5140', 10) +
    p.cloth('M112 88Q200 118 288 88L274 214Q200 236 126 214Z') +
    p.path('M118 204Q200 232 282 204L288 232Q200 262 112 232Z', p.dark) +
    p.stroke('M92 176H128M272 176H308', '#6a5140', 13),
  sleepingbag: (p) =>
    p.cloth('M140 108Q146 66 200 66T260 108L272 286Q270 332 200 332T128 286Z') +
    p.oval(200, 112, 46, 32, p.deep) +
    p.oval(200, 120, 36, 20, '#fffdf8') +
    p.stroke('M132 190Q200 214 268 190M130 236Q200 260 270 236M130 280Q200 304 270 280M200 146V330', p.dark, 4),
  pen: (p) =>
    `<g transform="rotate(38 200 200)">${p.box(180, 96, 40, 160, 8)}${p.box(180, 66, 40, 36, 10, p.dark)}${p.path('M180 256H220L200 312Z', '#ecd9b8')}${p.path('M193 292H207L200 312Z', p.deep)}${p.box(214, 78, 10, 74, 5, p.deep)}${p.gloss(187, 108, 8, 136)}</g>` +
    p.stroke('M76 318Q110 296 140 316T196 312', p.dark, 6),
  pens: (p) =>
    [
      ['#e0707b', 112],
      ['#e7b24f', 150],
      [p.ink, 188],
      ['#5f9fd0', 226],
      ['#7bb078', 264],
    ]
      .map(([fill, x]) => p.path(`M${x} 130L${Number(x) + 12} 92 ${Number(x) + 24} 130V314H${x}Z`, String(fill)))
      .join('') +
    p.path('M96 204H304V310Q304 324 290 324H110Q96 324 96 310Z', p.pale) +
    p.label(146, 236, 108, 58),
  book: (p) =>
    p.path('M116 78H274Q290 78 290 94V322H132Q110 322 110 300V84Z', p.dark) +
    p.path('M130 78H274Q290 78 290 94V298H130Z') +
    p.path('M116 302H290V318H130Q116 318 116 302Z', '#fffdf8') +
    p.cloth('M150 100H270V276H150Z', p.ink) +
    p.label(170, 130, 80, 62) +
    p.box(246, 298, 16, 40, 2, '#cf4a4a'),
  notebook: (p) =>
    p.box(112, 76, 186, 248, 14, p.dark) +
    p.box(124, 76, 174, 240, 14) +
    p.cloth('M140 92H282V300H140Z', p.light) +
    p.stroke('M102 106H134M102 146H134M102 186H134M102 226H134M102 266H134', '#9aa0a8', 8) +
    p.label(166, 138, 90, 58),
} satisfies Record<string, Draw>
