//! The command `stocktake`.

use stocktake::cli::{self, Io, Outcome};

fn main() -> Outcome {
    cli::run(std::env::args_os(), &mut Io::of_the_process())
}
