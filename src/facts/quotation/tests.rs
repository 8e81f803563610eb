//! Where quotations begin and end.
