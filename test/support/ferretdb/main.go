// Command ferretdb serves FerretDB, a server of MongoDB's wire protocol over SQLite files, on a loopback port.
//
// Requests pass a gate, one at a time: FerretDB 1.24 reads the document a filter names and writes it back in two steps,
// so of two concurrent guarded replacements both might win.
package main

import (
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

const (
	opMsg        = 2013
	moreToCome   = 1 << 1
	headerLength = 16
	longest      = 64 << 20
)

func main() {
	address := flag.String("listen", "127.0.0.1:0", "address to listen on")
	folder := flag.String("folder", "", "folder of the database files")
	flag.Parse()
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})))

	socket := filepath.Join(*folder, "ferretdb.sock")
	_ = os.Remove(socket)
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{Unix: socket},
		Handler:   "sqlite",
		// The tests kill this process, not the machine: no write waits for the disk.
		SQLiteURL: "file:" + *folder + "/?_pragma=synchronous(off)",
	})
	if err != nil {
		log.Fatal(err)
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	go stopWithParent(stop)
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	go accept(listener, socket)
	fmt.Printf("listening %s\n", listener.Addr())
	if err := server.Run(ctx); err != nil {
		log.Fatal(err)
	}
}

// stopWithParent ends the server when whoever started it is gone, however it went.
func stopWithParent(stop func()) {
	_, _ = io.Copy(io.Discard, os.Stdin)
	stop()
}

func accept(listener net.Listener, socket string) {
	gate := new(sync.Mutex)
	for {
		client, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go serve(client, socket, gate)
	}
}

func serve(client net.Conn, socket string, gate *sync.Mutex) {
	defer client.Close()
	server, err := net.Dial("unix", socket)
	if err != nil {
		return
	}
	defer server.Close()
	for {
		request, err := message(client)
		if err != nil {
			return
		}
		reply, err := exchange(server, request, gate)
		if err != nil {
			return
		}
		if _, err := client.Write(reply); err != nil {
			return
		}
	}
}

func exchange(server net.Conn, request []byte, gate *sync.Mutex) ([]byte, error) {
	gate.Lock()
	defer gate.Unlock()
	if _, err := server.Write(request); err != nil {
		return nil, err
	}
	if expectsNoReply(request) {
		return nil, nil
	}
	return message(server)
}

func message(from io.Reader) ([]byte, error) {
	var length [4]byte
	if _, err := io.ReadFull(from, length[:]); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(length[:])
	if size < headerLength || size > longest {
		return nil, fmt.Errorf("message of %d bytes", size)
	}
	whole := make([]byte, size)
	copy(whole, length[:])
	_, err := io.ReadFull(from, whole[4:])
	return whole, err
}

func expectsNoReply(request []byte) bool {
	return len(request) >= headerLength+4 &&
		binary.LittleEndian.Uint32(request[12:16]) == opMsg &&
		binary.LittleEndian.Uint32(request[16:20])&moreToCome != 0
}
