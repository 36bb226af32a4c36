import { LONGEST_MESSAGE } from '../../nodes/OakgenImage/run/nodeError';

/** " [item 0]" */
const SUFFIX = 20;

/** What is wrong with a text as the message of an error; null when it is as it should be. */
export function flawOf(message: string, key: string): string | null {
	if (message.trim() === '') return 'it is empty';
	if (message.length > LONGEST_MESSAGE + SUFFIX) return `it has ${message.length} characters`;
	const odd = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.exec(message);
	if (odd) return `it contains U+${odd[0].charCodeAt(0).toString(16)}`;
	const withoutAddresses = message.replace(/https?:\/\/[^\s"'<>\\]+/g, '');
	const data = /[A-Za-z0-9+/_\\-]{256}/.exec(withoutAddresses);
	if (data) return `it contains data: ${data[0].slice(0, 40)}`;
	const forms = [key, encodeURIComponent(key), Buffer.from(key).toString('base64')];
	if (forms.some((form) => message.includes(form))) return 'it contains the key';
	return null;
}
