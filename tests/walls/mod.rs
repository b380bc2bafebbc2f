//! The walls around the server: what strangers, foreign pages and greedy clients run into.

mod answers;
mod connections;
mod cop;
mod documents;
mod doors;
mod hostile;
mod load;
mod rates;
mod sockets;
