import type { Draw } from './paint.ts'

const screen = '#26303f'
const glow = '#7fb0d8'

/** What has a plug or a battery. */
export const devices = {
  earphones: (p) =>
    p.path('M104 226Q104 200 130 200H270Q296 200 296 226V282Q296 320 258 320H142Q104 320 104 282Z') +
    p.path('M104 226Q104 200 130 200H270Q296 200 296 226V240H104Z', p.light) +
    p.stroke('M104 242H296', p.dark, 4) +
    p.disc(200, 276, 6, '#8fe0b0') +
    p.path('M132 118Q132 84 164 84T196 118Q196 142 178 148L174 196H154V146Q132 140 132 118Z', p.pale) +
    p.path('M268 118Q268 84 236 84T204 118Q204 142 222 148L226 196H246V146Q268 140 268 118Z', p.pale) +
    p.oval(164, 116, 13, 17, p.deep) +
    p.oval(236, 116, 13, 17, p.deep),
  speaker: (p) =>
    p.box(120, 72, 160, 252, 28) +
    p.disc(200, 246, 58, p.deep) +
    p.disc(200, 246, 42, p.dark) +
    p.disc(200, 246, 16, p.light) +
    p.disc(200, 132, 32, p.deep) +
    p.disc(200, 132, 15, p.light) +
    p.gloss(130, 96, 8, 200),
  soundbar: (p) =>
    p.box(60, 206, 280, 76, 26) +
    p.box(76, 220, 248, 48, 18, p.deep) +
    p.stroke(
      'M96 232V256M116 232V256M136 232V256M156 232V256M244 232V256M264 232V256M284 232V256M304 232V256',
      p.dark,
      5,
    ) +
    p.disc(200, 244, 9, glow) +
    p.box(96, 282, 40, 14, 5, p.deep) +
    p.box(264, 282, 40, 14, 5, p.deep),
  phone: (p) =>
    p.box(128, 64, 144, 264, 28) +
    p.box(140, 76, 120, 240, 18, p.light) +
    p.box(150, 88, 60, 60, 16, p.deep) +
    p.disc(168, 106, 11, screen) +
    p.disc(192, 130, 11, screen) +
    p.disc(194, 104, 5, '#fff6d8') +
    p.cloth('M150 170H250V296H150Z', p.light),
  laptop: (p) =>
    p.box(96, 104, 208, 150, 12, p.dark) +
    p.box(106, 114, 188, 130, 5, screen) +
    p.path('M106 208Q156 160 206 196T294 168V244H106Z', glow) +
    p.disc(256, 146, 13, '#f3d98b') +
    p.path('M68 254H332L346 292Q346 304 332 304H68Q54 304 54 292Z') +
    p.path('M164 272H236L242 290H158Z', p.dark),
  tablet: (p) =>
    p.box(112, 70, 176, 252, 18, p.dark) +
    p.box(124, 86, 152, 220, 6, screen) +
    p.path('M124 236Q170 176 214 220T276 190V306H124Z', glow) +
    p.disc(240, 132, 16, '#f3d98b') +
    p.stroke('M304 118V300', p.light, 11),
  keyboard: (p) =>
    p.box(52, 158, 296, 142, 18, p.dark) +
    p.box(52, 150, 296, 138, 18) +
    [172, 200, 228]
      .map(
        (y, row) =>
          `<path d="M${76 + row * 6} ${y}H${330 - row * 4}" stroke="${p.pale}" stroke-width="19" stroke-dasharray="19 8"/>`,
      )
      .join('') +
    p.box(76, 248, 36, 19, 4, p.light) +
    p.box(122, 248, 148, 19, 4, p.pale) +
    p.box(280, 248, 44, 19, 4, p.light),
  mouse: (p) =>
    p.path('M120 196Q120 86 200 86T280 196V236Q280 322 200 322T120 236Z') +
    p.path('M200 86Q280 86 280 196H200Z', p.light) +
    p.stroke('M120 198H280M200 88V196', p.dark, 4) +
    p.box(190, 128, 20, 46, 10, p.deep) +
    p.gloss(136, 216, 10, 62),
  charger: (p) =>
    p.box(116, 112, 136, 208, 24) +
    p.box(132, 128, 104, 120, 14, p.light) +
    p.path('M196 140L160 200H184L172 240 212 176H188Z', '#f3c94f') +
    p.disc(152, 284, 6, '#8fe0b0') +
    p.disc(172, 284, 6, '#8fe0b0') +
    p.disc(192, 284, 6, p.dark) +
    p.stroke('M252 290Q310 290 310 232V132', p.deep, 9) +
    p.box(296, 96, 28, 48, 7, p.dark),
  fan: (p) =>
    p.box(192, 214, 16, 92, 6, p.dark) +
    p.oval(200, 312, 74, 15, p.deep) +
    p.disc(200, 156, 94, p.dark) +
    p.disc(200, 156, 84, '#f6f4ef') +
    p.path(
      'M200 156Q154 142 172 88Q220 92 200 156ZM200 156Q234 122 272 164Q246 204 200 156ZM200 156Q194 210 140 202Q136 156 200 156Z',
    ) +
    p.disc(200, 156, 17, p.deep),
  humidifier: (p) =>
    p.stroke('M178 96Q160 74 178 52M214 92Q232 66 212 44', '#fff', 11) +
    p.path('M132 152Q132 106 200 106T268 152L284 296Q286 324 258 324H142Q114 324 116 296Z', p.light) +
    p.path('M124 220H276L284 296Q286 324 258 324H142Q114 324 116 296Z') +
    p.oval(200, 118, 26, 9, p.deep) +
    p.disc(200, 270, 18, p.pale) +
    p.gloss(142, 142, 10, 66),
  purifier: (p) =>
    p.path('M122 112Q122 76 158 76H242Q278 76 278 112V318H122Z') +
    p.path('M122 112Q122 76 158 76H242Q278 76 278 112V134H122Z', p.light) +
    p.disc(200, 106, 15, '#8fe0b0') +
    p.stroke('M150 176H250M150 200H250M150 224H250M150 248H250M150 272H250', p.dark, 8) +
    p.box(114, 312, 172, 14, 6, p.deep),
  vacuum: (p) =>
    p.stroke('M262 104L146 292', p.dark, 15) +
    p.path('M232 68Q262 44 290 64T300 122L262 172 214 136Z') +
    p.disc(266, 98, 22, p.deep) +
    p.box(194, 138, 56, 44, 14, p.light) +
    p.path('M88 284H182Q196 284 196 300V322H72V300Q72 284 88 284Z') +
    p.box(72, 312, 124, 12, 5, p.deep),
  robot: (p) =>
    p.oval(200, 262, 136, 62, p.deep) +
    p.path('M64 230V262Q64 318 200 318T336 262V230Z', p.dark) +
    p.oval(200, 228, 136, 66) +
    p.oval(200, 222, 98, 44, p.light) +
    p.oval(200, 208, 40, 19, p.deep) +
    p.oval(200, 202, 40, 19, p.dark) +
    p.disc(200, 250, 6, '#8fe0b0'),
  airfryer: (p) =>
    p.path('M106 148Q106 80 200 80T294 148V300Q294 322 272 322H128Q106 322 106 300Z') +
    p.path('M106 148Q106 80 200 80T294 148V162H106Z', p.light) +
    p.disc(200, 124, 25, screen) +
    p.stroke('M200 124L210 110', glow, 5) +
    p.box(124, 190, 152, 108, 14, p.dark) +
    p.box(182, 212, 36, 78, 14, p.deep),
  coffeemaker: (p) =>
    p.path('M104 90Q104 76 118 76H282Q296 76 296 90V156H104Z') +
    p.box(104, 150, 64, 152, 0, p.dark) +
    p.box(92, 296, 216, 28, 10, p.deep) +
    p.path('M196 206H272V258Q272 290 246 290H222Q196 290 196 258Z', '#fdfaf4') +
    p.stroke('M272 220Q296 222 290 244T268 260', '#fdfaf4', 9) +
    p.path('M212 156H256L248 180H220Z', p.deep) +
    p.stroke('M234 182V204', '#6a4631', 7) +
    p.disc(132, 114, 13, p.light) +
    p.disc(268, 114, 7, '#8fe0b0'),
  kettle: (p) =>
    p.stroke('M248 132Q328 120 320 196T264 268', p.deep, 17) +
    p.path('M140 124H256L284 302Q286 318 268 318H132Q114 318 116 302L124 236 62 160 92 142 134 182Z') +
    p.path('M144 124Q152 96 198 96T252 124Z', p.light) +
    p.disc(198, 90, 12, p.deep) +
    p.gloss(146, 196, 11, 96),
  heater: (p) =>
    p.box(112, 76, 176, 236, 26) +
    p.box(130, 98, 140, 172, 12, p.deep) +
    p.stroke('M146 130H254M146 166H254M146 202H254M146 238H254', '#f2965a', 12) +
    p.box(128, 308, 32, 16, 5, p.deep) +
    p.box(240, 308, 32, 16, 5, p.deep) +
    p.disc(200, 290, 8, p.pale),
} satisfies Record<string, Draw>
