### tuixin mcp 在标准错误输出中的提示。

error-mcp = 与智能体的会话中断：{ $reason }
