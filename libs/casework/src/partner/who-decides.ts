/** Who decides what leaves the foundation: never those who only run the machines. */
export const SENT_BY = ['data-protection-officer', 'general-coordinator'];
