"""Failures of the file system in words for the operator.

In: an `OSError`. Out: one Vietnamese sentence with what to do, or nothing for an error of another kind.
"""

from __future__ import annotations

import errno

FULL = "giải phóng dung lượng ổ đĩa hoặc nới hạn mức, rồi chạy lại lệnh"
RIGHTS = "kiểm tra đường dẫn paths.var và quyền ghi của tài khoản đang chạy lệnh, rồi chạy lại lệnh"
FILE_ERRORS = {
    errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: FULL, errno.EIO: FULL,
    errno.EACCES: RIGHTS, errno.EPERM: RIGHTS, errno.EROFS: RIGHTS, errno.EEXIST: RIGHTS, errno.ENOTDIR: RIGHTS,
}  # fmt: skip


def describe_file_error(error: OSError) -> str:
    """Describe a failure of the file system; empty for an error of another kind."""
    if error.errno not in FILE_ERRORS:
        return ""
    file = f" {error.filename}" if error.filename else ""
    failure = f"Không ghi được tệp{file} ({error.strerror}). Dữ liệu đã lưu vẫn còn nguyên, không mất."
    return f"{failure} Cách xử lý: {FILE_ERRORS[error.errno]}."
