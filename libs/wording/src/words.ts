/** The languages of the console; the first is the default. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language. A missing translation does not compile. */
export type Words = Readonly<Record<Language, string>>;

/** The value of the HTML `lang` attribute for each language (BCP 47). */
export const LANGUAGE_TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

/** The text in one language. */
export function say(words: Words, language: Language): string {
  return words[language];
}
