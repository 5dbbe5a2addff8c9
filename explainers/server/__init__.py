"""What stands between a browser and Streamlit: the server's own part of the app."""
