/** Keys in the form of real ones, in which no common word is found, and that look otherwise encoded. */
export const keys = {
	oakgen: 'oak_live_9f8Zq+2LmX4/vT7cRb1WnY0=',
	gemini: 'AIzaSyD-9tSrke72Pou/QMnMX+a7eZSW0jkFMBWY',
} as const;
