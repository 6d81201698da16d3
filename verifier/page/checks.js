// The codes of all checks in the order of the report; build_page.py takes them from taraza_verify.py.
export const CHECKS = [];
