/** The demo deals its townspeople out to policies, to compare these; whoever visits it sees what is for them alone. */
export const forVisitors = { policy: 'individual' } as const
