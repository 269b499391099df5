//! Reads from a socket, with the time at which the bytes came. The kernel tells that time, since a stand-in without a
//! processor reads them later, and a client cannot know by how much.

use std::io;
use std::time::Instant;

use tokio::net::TcpStream;

/// Asks the kernel to note when bytes come. Where it cannot, they count as come when they are read.
#[cfg(target_os = "linux")]
pub(super) fn watch(stream: &TcpStream) {
    use nix::sys::socket::{setsockopt, sockopt::ReceiveTimestampns};
    let _ = setsockopt(stream, ReceiveTimestampns, &true);
}

/// Appends what the socket holds to the buffer. Returns how many bytes, and when the last of them came.
#[cfg(target_os = "linux")]
pub(super) async fn read(stream: &TcpStream, buffer: &mut Vec<u8>) -> io::Result<(usize, Instant)> {
    use std::os::fd::AsRawFd;
    use std::time::{Duration, SystemTime};

    use nix::sys::socket::{ControlMessageOwned, MsgFlags, recvmsg};
    use nix::sys::time::TimeSpec;

    let mut piece = [0; 16 * 1024];
    let (count, came) = stream
        .async_io(tokio::io::Interest::READABLE, || {
            let mut room = nix::cmsg_space!(TimeSpec);
            let mut into = [io::IoSliceMut::new(&mut piece)];
            let read = recvmsg::<()>(stream.as_raw_fd(), &mut into, Some(&mut room), MsgFlags::empty())?;
            let came = read.cmsgs().find_map(|message| match message {
                ControlMessageOwned::ScmTimestampns(at) => Some(Duration::from(at)),
                _ => None,
            });
            Ok((read.bytes, came))
        })
        .await?;
    buffer.extend_from_slice(&piece[..count]);
    // The kernel's clock is the calendar's; what is wanted is how long ago that was.
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let ago = came.map_or(Duration::ZERO, |came| now.saturating_sub(came));
    Ok((count, Instant::now().checked_sub(ago).unwrap_or_else(Instant::now)))
}

/// Elsewhere bytes count as come when they are read.
#[cfg(not(target_os = "linux"))]
pub(super) fn watch(_: &TcpStream) {}

/// Appends what the socket holds to the buffer. Returns how many bytes, and when they were read.
#[cfg(not(target_os = "linux"))]
pub(super) async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<(usize, Instant)> {
    use tokio::io::AsyncReadExt;
    let count = stream.read_buf(buffer).await?;
    Ok((count, Instant::now()))
}
