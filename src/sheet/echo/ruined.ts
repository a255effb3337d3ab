// Cells that a spreadsheet has destroyed: nothing shows what was there before.

const errors = new Set(
  [
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #SPILL! #CALC! #FIELD! #BLOCKED! #UNKNOWN! #CONNECT! #BUSY! #ERROR! #GETTING_DATA #EXTERNAL! #PYTHON!",
    "#WERT! #BEZUG! #ZAHL! #NV #ÜBERLAUF! #KALK! #FELD!",
    "#VALEUR! #NOM? #NOMBRE! #NUL! #PROPAGATION! #CALCUL! #CHAMP!",
    "#¡VALOR! #¡REF! #¿NOMBRE? #¡NUM! #N/D #¡NULO! #¡DIV/0! #¡DESBORDAMIENTO! #¡CALC!",
    "#VALORE! #RIF! #NOME? #NULLO! #ESPANSIONE!",
    "#VALOR! #NÚM! #NULO! #N/DISP #DESPEJAR!",
    "#WAARDE! #VERW! #NAAM? #GETAL! #N/B #LEEG! #DEEL/0! #OVERLOOP!",
    "#ARG! #ADR! #NAZWA? #LICZBA! #ZERO! #DZIEL/0!",
    "#VÄRDEFEL! #REFERENS! #NAMN? #OGILTIGT! #SAKNAS! #SKÄRNING! #DIVISION/0!",
    "#VÆRDI! #REFERENCE! #NAVN? #I/T #VERDI! #NUL!",
    "#ARVO! #VIITTAUS! #NIMI? #LUKU! #PUUTTUU! #TYHJÄ! #JAKO/0!",
    "#HODNOTA! #ODKAZ! #NÁZEV? #ČÍSLO! #NENÍ_K_DISPOZICI #DĚLENÍ_NULOU!",
    "#ÉRTÉK! #HIV! #NÉV? #SZÁM! #HIÁNYZIK #ZÉRÓOSZTÓ! #NULLA!",
    "#ЗНАЧ! #ССЫЛКА! #ИМЯ? #ЧИСЛО! #Н/Д #ДЕЛ/0! #ПУСТО!",
    "#DEĞER! #BAŞV! #AD? #SAYI! #YOK #BÖL/0! #BOŞ!",
  ].flatMap((line) => line.split(" ")),
);
/** The error of a lookup that found nothing. */
const notFound = new Set(
  "#N/A #NV #N/D #N/DISP #N/B #I/T #HIÁNYZIK #Н/Д #YOK #SAKNAS! #PUUTTUU! #NENÍ_K_DISPOZICI".split(
    " ",
  ),
);
const numbered =
  /^(?:Err|Error|Fehler|Erreur|Errore|Erro|Fout|Fel|Feil|Fejl|Virhe|Chyba|Błąd|Hiba|Hata|Ошибка)[ \u00a0]?:[ \u00a0]?\d{3}$/i;
const tooNarrow = /^#{3,}$/;
// Spreadsheets show long numbers like this; codes are hardly ever written so.
const shortened = /^-?\d(?:[.,]\d+E[+-]|E\+)\d{2,3}$/;

/** In place of the empty text of a formula: a lookup that found nothing, which is not a value that somebody cleared. */
export const emptyFormula = "#EMPTY!";

/** In place of a number that its format shows with another text, in a way that we cannot tell. */
export const unclearFormat = "#FORMAT!";

/** A phrase for a cell that cannot be meant, for after `found "#NAME?", `; undefined for other cells. */
export function ruined(seen: string): string | undefined {
  if (seen.includes("\ufffd")) return "a character that was lost when the file was saved or opened";
  if (seen.length > 255) return undefined;
  const text = seen.trim();
  if (tooNarrow.test(text)) return "which a spreadsheet shows if a column is too narrow";
  if (shortened.test(text)) return "a number that a spreadsheet has shortened: its digits are gone";
  if (text === "#FORMULA!") {
    return "a formula without a saved value; open the workbook in a spreadsheet program and save it again";
  }
  if (text === emptyFormula) {
    return "which stands for a formula that gives nothing here; type a value over it, or [clear] to clear";
  }
  if (text === unclearFormat) {
    return "which stands for a number that its number format shows with a text; set the cell to Text and type what is meant";
  }
  if (notFound.has(text.toUpperCase())) {
    return "an error that a spreadsheet shows if a lookup found nothing, or if it read the text as a formula";
  }
  if (errors.has(text.toUpperCase()) || numbered.test(text)) {
    return "an error that a spreadsheet shows if it read the text as a formula";
  }
  return undefined;
}
