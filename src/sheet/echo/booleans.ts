// The words, in capitals, that spreadsheets in many languages read as true or false.

const words =
  "TRUE FALSE WAHR FALSCH VRAI FAUX VERDADERO FALSO VERO FALSO WAAR ONWAAR VERDADEIRO FALSO PRAWDA FAŁSZ SANT FALSKT SAND FALSK SANN USANN TOSI EPÄTOSI PRAVDA NEPRAVDA IGAZ HAMIS DOĞRU YANLIŞ ADEVĂRAT FALS ИСТИНА ЛОЖЬ";

export const booleans: ReadonlyMap<string, boolean> = new Map(
  words.split(" ").map((word, index) => [word, index % 2 === 0] as const),
);
