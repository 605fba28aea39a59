/** Digits as Morocco writes them: Arabic-Indic ٠-٩ and Persian ۰-۹ become 0-9. */
export function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** The one form in which the number of a person or of a register is stored, compared and claimed, however it was typed. */
export function plainNumber(typed: string): string {
  return westernDigits(typed.normalize('NFKC')).replace(/\s/g, '').toUpperCase();
}
