### What tuixin mcp says on standard error.

error-mcp = the conversation with the agent broke off: { $reason }
