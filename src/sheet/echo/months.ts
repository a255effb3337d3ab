// The names of the months that spreadsheets know, short and long, in seven languages.

const languages = [
  "jan january feb february mar march apr april may may jun june jul july aug august sep september oct october nov november dec december",
  "jan januar feb februar mrz märz apr april mai mai jun juni jul juli aug august sep september okt oktober nov november dez dezember",
  "janv janvier févr février mars mars avr avril mai mai juin juin juil juillet août août sept septembre oct octobre nov novembre déc décembre",
  "ene enero feb febrero mar marzo abr abril may mayo jun junio jul julio ago agosto sep septiembre oct octubre nov noviembre dic diciembre",
  "gen gennaio feb febbraio mar marzo apr aprile mag maggio giu giugno lug luglio ago agosto set settembre ott ottobre nov novembre dic dicembre",
  "jan januari feb februari mrt maart apr april mei mei jun juni jul juli aug augustus sep september okt oktober nov november dec december",
  "jan janeiro fev fevereiro mar março abr abril mai maio jun junho jul julho ago agosto set setembro out outubro nov novembro dez dezembro",
];
const more = [
  ["jän", 1],
  ["jänner", 1],
  ["fev", 2],
  ["fevr", 2],
  ["fevrier", 2],
  ["mär", 3],
  ["maerz", 3],
  ["aout", 8],
  ["dec", 12],
  ["decembre", 12],
] as const;

/** In lower case and without a full stop. */
export const months: ReadonlyMap<string, number> = new Map([
  ...languages.flatMap((names) =>
    names.split(" ").map((name, index) => [name, Math.floor(index / 2) + 1] as const),
  ),
  ...more,
]);
