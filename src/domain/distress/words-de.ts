// Made by scripts/train-distress.mjs; not to be changed by hand.
import type { WeighedWords } from './types.ts';

export const words: WeighedWords = { start: -5, weights: [
  [7, 'geste'],
  [6, 'er fast keine ritze selbs ware wil'],
  [5, 'hab mehr suizi wozu'],
  [4, 'alem ales da dan denke einma etwas ex ihn klein last mocht nachb schla sie vorbe weite wen werde'],
  [3, 'absch angst aufwa droht einfa einzi freun gegen haus kontr leben liebs mache mich nur sein umzub weg wiede wunsc'],
  [2, 'ale antue anzut aus bedro beser dran druck endli es hause hier ich ins kan manch nach nacht papa sagen schon sin sol stime tod vater wand waren wehtu woche zwing'],
  [1, 'abend bet bring brude darub einsc genom glaub ihre jeden jetzt kling konte leich mag male meine mir mit muter nachg onkel sagt sehe stand weihn weis wird wurde zur'],
  [-1, 'acht ai am arzt at auch aufs beste bis blieb blutd brauc bruck depre der deuts die diens dr eins euro examp fehlt film frau funf gdb gesto gluck grupe gymna haben harms heist hilft hund hunge iban id insta jobce kam kilo kraft laute lehre letzt mai mail mal marz mg mila mitag monta oder oktob oma opa panik puls queti sagte schli schre schul sehr sind sozia spiel stati stefi steue telef thera umgeb uns venla verlo versi wiebk wohne zimer zwolf'],
  [-2, 'birke bus de drei einen enkel ereic finge freit gebor gut hat hate heise herz heute hilfe hin ist kaum krank laufe laut lena nehme neu numer sandm sei sterb stock tot tut uhr unter verle wir zwei'],
  [-3, 'arbei bei feier fruhe fur hitze imer jahre kome lache liebe morge muste nicht pfleg ruft schac sechs seit sich stund umbri'],
  [-4, 'aufge damal diese geht gerit lach lacht schne stadt todmu verst wolte'],
  [-5, 'im in rauch vor'],
  [-6, 'als war'],
] };
