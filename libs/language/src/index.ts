export { chooseLanguage, DEFAULT_LANGUAGE, type Labels, type Language, LANGUAGES, LOCALES } from './languages.ts';
export { type ProblemCode, problems } from './problem-catalogue.ts';
export { type Catalogue, type ProblemText } from './problems/problem-text.ts';
