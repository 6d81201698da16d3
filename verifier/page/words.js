// The words of the page in three languages; build_page.py fills them in.
export const LANGUAGES = ["ky", "ru", "en"];
export const WORDS = {};
export const SENTENCES = {};
