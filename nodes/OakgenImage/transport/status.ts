export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

export function isRedirect(status: number): boolean {
	return status >= 300 && status < 400;
}

/** Accepted and not done yet (RFC 9110, 15.3.3), or nothing to tell so far. */
export function isNotYet(status: number): boolean {
	return status === 202 || status === 204;
}

/**
 * Whether reading the same thing once more may go better: the service is busy, limited or failing, the
 * thing is locked or as it was, or the request came to the wrong place or was given up on its way.
 */
export function isPassing(status: number): boolean {
	return status >= 500 || [304, 408, 409, 421, 423, 425, 429, 499].includes(status);
}
