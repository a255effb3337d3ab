// The provinces whose codes look like a placeholder. The cells of every sheet are judged by this list, because the table
// of all provinces takes 2 MB; a test compares the two.

const codes = new Set("AF-NAN AZ-NA ES-NA IQ-NA IT-NA LB-NA NG-NA TW-NAN".split(" "));

/** As in `NA`, a province of Italy (Naples) and of Spain (Navarre). The country is in capitals. */
export const isPlaceholderProvince = (country: string, province: string): boolean =>
  codes.has(`${country}-${province}`);
