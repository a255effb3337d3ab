// The words for true and false that spreadsheets take for a value, in capitals.

const words =
  "TRUE FALSE WAHR FALSCH VRAI FAUX VERDADERO FALSO VERO FALSO WAAR ONWAAR VERDADEIRO FALSO PRAWDA FAŁSZ SANT FALSKT SAND FALSK SANN USANN TOSI EPÄTOSI PRAVDA NEPRAVDA IGAZ HAMIS DOĞRU YANLIŞ ADEVĂRAT FALS ИСТИНА ЛОЖЬ";

export const booleans: ReadonlyMap<string, boolean> = new Map(
  words.split(" ").map((word, index) => [word, index % 2 === 0] as const),
);
